"""When a partnership holds, and what lies between its periods.

Real agreements break tidy rules: the first IOP about night walks ran from September, was signed
in December, and its extensions leave gaps (Nämndens samverkan enligt IOP, 2025, question 1).
So periods need not be contiguous, and signing may come after the start.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from core.times.phases import Phase, phases_of_days


class Term(StrEnum):
    """Whether a partnership holds on a day."""

    UPCOMING = "UPCOMING"
    CURRENT = "CURRENT"
    # Between two known periods.
    PAUSED = "PAUSED"
    # The last known period is over; whether it goes on, nobody has said.
    EXPIRED = "EXPIRED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Period:
    """Days from `starts_on` to `ends_on`, both included. An open end is None."""

    starts_on: date
    ends_on: date | None = None
    is_extension: bool = field(default=False, compare=False)

    def __lt__(self, other: "Period") -> bool:
        return (self.starts_on, self.last_day) < (other.starts_on, other.last_day)

    @property
    def last_day(self) -> date:
        """The last day, or the end of time."""
        return self.ends_on or date.max


@dataclass(frozen=True)
class Gap:
    """Days between two periods on which nothing was agreed, both included."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days the gap has."""
        return (self.ends_on - self.starts_on).days + 1


def term(periods: Iterable[Period], today: date) -> Term:
    """Return whether a partnership with these periods holds on `today`."""
    known = sorted(periods)
    if not known:
        return Term.UNKNOWN
    if any(period.starts_on <= today <= period.last_day for period in known):
        return Term.CURRENT
    if today < known[0].starts_on:
        return Term.UPCOMING
    if any(today < period.starts_on for period in known):
        return Term.PAUSED
    return Term.EXPIRED


def term_phases(periods: Iterable[Period]) -> list[Phase[Term, date]]:
    """Return every term of the partnership with the days on which it holds."""
    known = sorted(periods)
    ends = (period.ends_on + timedelta(days=1) for period in known if period.ends_on)
    edges = (*(period.starts_on for period in known), *ends)
    return phases_of_days(partial(term, known), edges)


def last_known(periods: Iterable[Period]) -> Period | None:
    """Return the period that ends last."""
    return max(periods, key=lambda period: (period.last_day, period.starts_on), default=None)


def gaps(periods: Sequence[Period]) -> list[Gap]:
    """Return the spans between periods on which nothing was agreed, the earliest first."""
    found: list[Gap] = []
    covered_to: date | None = None
    for period in sorted(periods):
        if covered_to is not None and covered_to < period.starts_on - timedelta(days=1):
            day = timedelta(days=1)
            found.append(Gap(covered_to + day, period.starts_on - day))
        covered_to = max(covered_to or date.min, period.last_day)
        if covered_to == date.max:
            break
    return found


def overlaps(periods: Sequence[Period]) -> list[tuple[Period, Period]]:
    """Return the neighbouring periods that share days. Allowed, but worth a warning."""
    known = sorted(periods)
    return [
        (first, second)
        for first, second in itertools.pairwise(known)
        if second.starts_on <= first.last_day
    ]


def days_signed_late(signed_on: date | None, periods: Sequence[Period]) -> int:
    """Return how many days after its first day an agreement was signed; 0 when in time."""
    if signed_on is None or not periods:
        return 0
    return max(0, (signed_on - min(periods).starts_on).days)
