"""How long a proposal may stay in a stage."""

from datetime import date, datetime, timedelta

from django.conf import settings

from associations.proposals.domain.stages import STAGES
from core.times.days import day_of, midnight


def days_allowed() -> dict[str, int]:
    """Return how many calendar days each stage may take, as the table or this portal says."""
    told = {stage.value: row.days for stage, row in STAGES.items() if row.days is not None}
    return told | settings.PROPOSAL_STAGE_DAYS


def due_on(status: str, status_since: datetime) -> date | None:
    """Return the last day on which a proposal should leave its stage; None without such a day."""
    allowed = days_allowed().get(status)
    if allowed is None:
        return None
    return day_of(status_since) + timedelta(days=allowed)


def is_overdue(status: str, status_since: datetime, *, now: datetime) -> bool:
    """Whether a proposal has been in its stage for longer than it should."""
    due = due_on(status, status_since)
    return due is not None and due < day_of(now)


def entered_before(allowed_days: int, now: datetime) -> datetime:
    """Return the moment before which a proposal must have entered its stage to be overdue now.

    For questions to the database; agrees with `is_overdue` at every instant.
    """
    day = day_of(now) - timedelta(days=allowed_days)
    return midnight(day)
