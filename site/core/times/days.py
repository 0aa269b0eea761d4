"""Days in Sweden: the zone, the day of a moment and the moment when a day begins."""

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
