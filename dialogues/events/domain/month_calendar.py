"""The weeks of a month as people hang them on a wall: Monday first, whole weeks."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# Nothing is invited to before or after; and dates of other centuries are hard to write.
FIRST_YEAR, LAST_YEAR = 2000, 2099
_WRITTEN = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def before(self) -> "Month | None":
        """The month before, or None where the calendar begins."""
        return self._at(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month | None":
        """The month after, or None where the calendar ends."""
        return self._at(self.last + timedelta(days=1))

    @staticmethod
    def _at(day: date) -> "Month | None":
        return Month(day.year, day.month) if FIRST_YEAR <= day.year <= LAST_YEAR else None

    def __str__(self) -> str:
        """2026-12, as addresses have it."""
        return f"{self.year:04}-{self.month:02}"


def read_month(text: str) -> Month | None:
    """Return the month that `text` writes as 2026-12, or None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    return Month(int(found["year"]), int(found["month"]))


def weeks_of(month: Month) -> Iterator[list[date]]:
    """Yield the seven days of each week that has a day of the month; the first is a Monday."""
    monday = month.first - timedelta(days=month.first.weekday())
    while monday <= month.last:
        yield [monday + timedelta(days=number) for number in range(7)]
        monday += timedelta(days=7)
