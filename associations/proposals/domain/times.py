"""How long a proposal may stay in a stage, and how long it is kept afterwards."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def due_on(status: str, status_since: datetime, *, days: Mapping[str, int]) -> date | None:
    """Return the last day on which a proposal should leave its stage; None without such a day.

    `days` says for each stage how many calendar days it may take.
    """
    allowed = days.get(status)
    if allowed is None:
        return None
    return status_since.astimezone(STOCKHOLM).date() + timedelta(days=allowed)


def is_overdue(
    status: str, status_since: datetime, *, days: Mapping[str, int], now: datetime
) -> bool:
    """Whether a proposal has been in its stage for longer than it should."""
    due = due_on(status, status_since, days=days)
    return due is not None and due < now.astimezone(STOCKHOLM).date()


def entered_before(allowed_days: int, now: datetime) -> datetime:
    """Return the moment before which a proposal must have entered its stage to be overdue now.

    For questions to the database; agrees with `is_overdue` at every instant.
    """
    day = now.astimezone(STOCKHOLM).date() - timedelta(days=allowed_days)
    return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM)
