"""Where the bars and gaps of a partnership's time line stand, as numbers for a drawing.

The drawing is `WIDTH` wide; one row for each link of the chain of partnerships.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from associations.register.domain.partnership_term import Gap, Period, gaps

WIDTH = 1000.0


@dataclass(frozen=True)
class Bar:
    """A stretch of time. `x` and `width` are in the drawing's units."""

    x: float
    width: float
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Tick:
    """The first day of a year."""

    x: float
    year: int


@dataclass(frozen=True)
class Timeline:
    """One row of bars per partnership of the chain, and the gaps of the whole chain."""

    rows: list[list[Bar]]
    gaps: list[Bar]
    ticks: list[Tick]
    first: date
    last: date

    def x_of(self, day: date) -> float | None:
        """Return where the beginning of `day` stands, or None when it is not in the drawing."""
        if not self.first <= day <= self.last:
            return None
        return _x_of(day, self.first, self.last)


def timeline(chain: Sequence[Sequence[Period]]) -> Timeline | None:
    """Return the drawing of a chain of partnerships, or None when no period is known.

    An open end is drawn to the last day that any period names, or to a year after the last start.
    """
    known = [period for periods in chain for period in periods]
    if not known:
        return None
    first = min(period.starts_on for period in known)
    ends = [period.ends_on for period in known if period.ends_on]
    last_start = max(period.starts_on for period in known)
    last = max([*ends, date(last_start.year, 12, 31)])
    first, last = date(first.year, 1, 1), date(last.year, 12, 31)

    def bar(starts_on: date, ends_on: date) -> Bar:
        x = _x_of(starts_on, first, last)
        end = _x_of(ends_on + timedelta(days=1), first, last)
        return Bar(x, round(end - x, 1), starts_on, ends_on)

    def hole(gap: Gap) -> Bar:
        return bar(gap.starts_on, gap.ends_on)

    return Timeline(
        rows=[
            [bar(p.starts_on, min(p.last_day, last)) for p in sorted(periods)] for periods in chain
        ],
        gaps=[hole(gap) for gap in gaps(known)],
        ticks=[
            Tick(_x_of(date(year, 1, 1), first, last), year)
            for year in range(first.year, last.year + 1)
        ],
        first=first,
        last=last,
    )


def _x_of(day: date, first: date, last: date) -> float:
    days = (last - first).days + 1
    return round((day - first).days / days * WIDTH, 1)
