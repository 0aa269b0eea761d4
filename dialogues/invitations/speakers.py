"""Which actors speak for the police and for a district, whatever they are called."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from core.freshness.kept_warm import warm
from core.models import Actor
from home.models import PlacePage
from home.places.models import PlaceKind

_POLICE = "polisen"
# A district is run by those of these that bear its name; others work there without running it.
_RUNNING = ("ADMINISTRATION", "BOARD")


class Speakers(NamedTuple):
    """The keys of the actors that may answer for each."""

    police: frozenset[int]
    district: frozenset[int]


def speakers() -> Speakers:
    """Return who speaks for the police and for a district, with all of their parts."""
    return warm("dialogue-speakers", _read)


def _read() -> Speakers:
    actors = list(Actor.objects.values_list("pk", "slug", "parent_id"))
    parents = {pk: parent for pk, _slug, parent in actors}
    districts = PlacePage.objects.live().filter(kind=PlaceKind.DISTRICT)
    titles = list(districts.values_list("title", flat=True))
    running = Actor.objects.filter(kind__in=_RUNNING).values_list("pk", "name")
    return Speakers(
        police=_with_parts([pk for pk, slug, _parent in actors if slug == _POLICE], parents),
        district=_with_parts(
            [pk for pk, name in running if any(title in name for title in titles)], parents
        ),
    )


def _with_parts(tops: Iterable[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    found = set(tops)
    # Level by level; actors that are parts of each other end it too.
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)
