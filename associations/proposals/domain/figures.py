"""How many proposals came in, what became of them and how long each stage took.

Small numbers are withheld, so that nobody can be told apart: a count from one to four is not
given, and no median is made of fewer than five. A total that would give one withheld count away
is withheld, too.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from statistics import median

from associations.proposals.domain.stages import Stage
from core.times.days import day_of

FEWEST = 5


@dataclass(frozen=True)
class StageEntered:
    """That a case entered a stage. Steps come case by case, the earliest first."""

    case: int
    stage: Stage
    at: datetime


@dataclass(frozen=True)
class Count:
    """A number of proposals, or that it is too small to tell: then `number` is None."""

    number: int | None

    @classmethod
    def of(cls, number: int) -> "Count":
        """Return the count, withheld when it is from one to four."""
        return cls(None if 0 < number < FEWEST else number)


@dataclass(frozen=True)
class YearOfProposals:
    """What came in during a year, and how far that has come by now."""

    year: int
    received: Count
    accepted: Count
    not_pursued: Count
    elsewhere: Count
    under_way: Count

    @property
    def counts(self) -> list[Count]:
        """All of them, in the order of a table."""
        outcomes = [self.accepted, self.not_pursued, self.elsewhere, self.under_way]
        return [self.received, *outcomes]


@dataclass(frozen=True)
class StageTime:
    """How many days the proposals that left a stage in a year had been there, in the middle."""

    year: int
    stage: Stage
    left: Count
    days: int | None


def years_of(steps: Iterable[StageEntered]) -> list[YearOfProposals]:
    """Return the years in which proposals came in, the latest first."""
    found: dict[int, list[str]] = defaultdict(list)
    for case in _cases(steps):
        found[_year(case[0].at)].append(_outcome(case))
    return [_year_of(year, found[year]) for year in sorted(found, reverse=True)]


def times_of(steps: Iterable[StageEntered]) -> list[StageTime]:
    """Return the handling times, the latest year first, by stage in the order of the way."""
    days: dict[tuple[int, Stage], list[int]] = defaultdict(list)
    for case in _cases(steps):
        for entered, left in pairwise(case):
            days[_year(left.at), entered.stage].append(_days(entered.at, left.at))
    order = list(Stage)
    keys = sorted(days, key=lambda key: (-key[0], order.index(key[1])))
    return [_time_of(year, stage, days[year, stage]) for year, stage in keys]


def _cases(steps: Iterable[StageEntered]) -> list[list[StageEntered]]:
    return [list(case) for _number, case in groupby(steps, key=lambda step: step.case)]


def _outcome(case: list[StageEntered]) -> str:
    """Return which column a case belongs to; every case to just one."""
    if any(step.stage == Stage.DRAFTING for step in case):
        return "accepted"
    last = case[-1].stage
    if last == Stage.NOT_PURSUED:
        return "not_pursued"
    if last in (Stage.REDIRECTED, Stage.WITHDRAWN):
        return "elsewhere"
    return "under_way"


def _year_of(year: int, outcomes: list[str]) -> YearOfProposals:
    names = ("accepted", "not_pursued", "elsewhere", "under_way")
    parts = {name: Count.of(outcomes.count(name)) for name in names}
    withheld = [name for name in names if parts[name].number is None]
    together = sum(outcomes.count(name) for name in withheld)
    # The total would tell one that is withheld alone, and several that are all 1 or all 4.
    tells = withheld and (
        len(withheld) == 1 or together in (len(withheld), (FEWEST - 1) * len(withheld))
    )
    total = Count(None) if tells else Count.of(len(outcomes))
    return YearOfProposals(year, total, **parts)


def _time_of(year: int, stage: Stage, days: list[int]) -> StageTime:
    enough = len(days) >= FEWEST
    return StageTime(year, stage, Count.of(len(days)), round(median(days)) if enough else None)


def _year(at: datetime) -> int:
    return day_of(at).year


def _days(since: datetime, until: datetime) -> int:
    return (day_of(until) - day_of(since)).days
