"""Statuses as readers see them: a word, its shape and colour, and the facets of lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise

from core.pages.search_document import Facet
from core.times.phases import Phase

State = TypeVar("State", bound=StrEnum)


class Shape(StrEnum):
    """What a status looks like, whatever it is the status of. The styles know these codes."""

    PLANNED = "planned"
    CURRENT = "current"
    NOW = "now"
    DONE = "done"
    LAST_KNOWN = "last-known"
    # Said of a time long ago; what holds today, nobody has said.
    WAS_PLANNED = "was-planned"
    WAS_CURRENT = "was-current"
    MOVED = "moved"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class StatusWords:
    """A status to show: `code` picks shape and colour, `label` is the word, `detail` explains."""

    code: Shape
    label: str
    detail: str = ""


def status_facets(
    phases: Iterable[Phase[State, datetime]],
    labels: Mapping[State, str | Promise],
    *,
    key: Callable[[str], str] = str.lower,
) -> Iterator[Facet]:
    """Yield the phases of a status as facets; `key` makes of a state what addresses call it."""
    for state, first, after in phases:
        yield Facet("status", key(state), str(labels[state]), valid_from=first, valid_until=after)
