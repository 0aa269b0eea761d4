"""Days in Sweden: the zone, the day of a moment, the moment when a day begins, whole months."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def day_of(moment: datetime) -> date:
    """Return the Swedish day in which a moment lies."""
    return moment.astimezone(STOCKHOLM).date()


def midnight(day: date) -> datetime:
    """Return the moment when a day begins in Sweden."""
    return datetime.combine(day, time.min, STOCKHOLM)


def midnight_after(moment: datetime) -> datetime:
    """Return the moment when the next day begins in Sweden."""
    return midnight(day_of(moment) + timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month if it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
