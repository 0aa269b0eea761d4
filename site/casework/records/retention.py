"""What is to be erased, and when. The rule only; who erases says so in the log.

Handled matters are kept for a number of whole months, counted from the day on which they were
handled (Swedish time), and what is left afterwards is a stub: reference, dates, status, kind.
What nobody has handled is never erased.
"""

from datetime import date, datetime, timedelta

from core.times.days import add_months, day_of, midnight


def erase_on(handled_at: datetime, *, months: int) -> date:
    """Return the first day on which something handled at `handled_at` is to be erased."""
    return add_months(day_of(handled_at), months)


def is_due(handled_at: datetime | None, *, months: int, now: datetime) -> bool:
    """Whether the time for keeping something is over."""
    if handled_at is None:
        return False
    return erase_on(handled_at, months=months) <= day_of(now)


def due_if_handled_before(now: datetime, *, months: int) -> datetime:
    """Return the moment such that whatever was handled before it is due, and nothing else.

    For questions to the database; agrees with `is_due` at every instant.
    """
    today = day_of(now)
    day = add_months(today, -months)
    # Months differ in length: 31 January and 28 January both meet 28 February.
    while add_months(day, months) <= today:
        day += timedelta(days=1)
    return midnight(day)
