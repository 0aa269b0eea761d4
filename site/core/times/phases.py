"""Phases: what can be said of something by its dates, from when and until when.

A rule says what holds on a day or at a moment; its edges are all points where time alone may
change that. Whoever has both has the whole story, and no list or page goes stale by itself.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Generic, NamedTuple, TypeVar

from core.times.days import midnight

Point = TypeVar("Point", bound=date)
State = TypeVar("State")


class Phase(NamedTuple, Generic[State, Point]):
    """What holds from `first` until `after`. The first phase has no start, the last no end."""

    state: State
    first: Point | None
    after: Point | None


def phases_of_days(
    rule: Callable[[date], State], edges: Iterable[date | None]
) -> list[Phase[State, date]]:
    """Return the phases of a rule about days; `edges` may hold None and come in any order."""
    return _phases(rule, edges, lambda day: day - timedelta(days=1), date.max)


def phases_of_moments(
    rule: Callable[[datetime], State], edges: Iterable[datetime | None]
) -> list[Phase[State, datetime]]:
    """Return the phases of a rule about moments; `edges` may hold None and come in any order."""
    last = datetime.max.replace(tzinfo=UTC)
    return _phases(rule, edges, lambda moment: moment - timedelta(microseconds=1), last)


def changes(phases: Iterable[Phase[State, Point]]) -> list[Point]:
    """Return where one phase follows another, the earliest first."""
    return [phase.first for phase in phases if phase.first is not None]


def from_midnight(phases: Iterable[Phase[State, date]]) -> list[Phase[State, datetime]]:
    """Return phases of days as phases of moments: each begins when its first day does."""
    return [Phase(state, _begin(first), _begin(after)) for state, first, after in phases]


def _begin(day: date | None) -> datetime | None:
    return midnight(day) if day else None


def _phases(
    rule: Callable[[Point], State],
    edges: Iterable[Point | None],
    before: Callable[[Point], Point],
    whenever: Point,
) -> list[Phase[State, Point]]:
    known = sorted({edge for edge in edges if edge is not None})
    turns = [edge for edge in known if rule(edge) != rule(before(edge))]
    states = [rule(before(turns[0]) if turns else whenever), *map(rule, turns)]
    spans = zip(states, (None, *turns), (*turns, None), strict=True)
    return [Phase(state, first, after) for state, first, after in spans]
