"""Which actors speak for the police and for a district, with all of their parts."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from core.freshness.kept_warm import warm
from core.models import Actor, SpeaksFor


class Speakers(NamedTuple):
    """The keys of the actors that may answer for each."""

    police: frozenset[int]
    district: frozenset[int]


def speakers() -> Speakers:
    """Return who speaks for the police and for a district."""
    return warm("dialogue-speakers", _read)


def _read() -> Speakers:
    actors = list(Actor.objects.values_list("pk", "parent_id", "speaks_for"))
    parents = {pk: parent for pk, parent, _spoken_for in actors}
    return Speakers(
        *(
            _with_parts([pk for pk, _parent, spoken in actors if spoken == told], parents)
            for told in (SpeaksFor.POLICE, SpeaksFor.DISTRICT)
        )
    )


def _with_parts(tops: Iterable[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    found = set(tops)
    # Level by level; actors that are parts of each other end it too.
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)
