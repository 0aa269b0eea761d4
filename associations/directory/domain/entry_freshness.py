"""How long an association's entry counts as checked, and when its contact is reminded."""

from datetime import date, timedelta
from enum import StrEnum

REMINDER_DAYS = (180, 240)
STALE_AFTER_DAYS = 240


class Freshness(StrEnum):
    """Whether anybody has looked the entry over lately."""

    CHECKED = "CHECKED"
    NEEDS_CHECK = "NEEDS_CHECK"


def freshness(checked_on: date | None, today: date) -> Freshness:
    """Return whether an entry last checked on `checked_on` still counts as checked."""
    if checked_on is None or today >= stale_on(checked_on):
        return Freshness.NEEDS_CHECK
    return Freshness.CHECKED


def stale_on(checked_on: date) -> date:
    """Return the first day on which the entry needs to be confirmed anew."""
    return checked_on + timedelta(days=STALE_AFTER_DAYS)


def reminder_to_send(checked_on: date, reminders_sent: int, today: date) -> int:
    """Return the number of the reminder that should go out on `today`, or 0 for none.

    Who missed the first because nothing was sent for months gets the second, and only that.
    """
    passed = sum(today >= checked_on + timedelta(days=days) for days in REMINDER_DAYS)
    return passed if passed > reminders_sent else 0
