"""What the directory's pages show: the list with its A–Ö and map, and what an entry is tied to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from associations.directory.domain.alphabet import SWEDISH_LETTERS
from associations.directory.listing import DIRECTORY_FACETS, DIRECTORY_KIND, address_with
from searching.lists.listing import Listing, list_entries
from searching.models import SearchEntry

if TYPE_CHECKING:
    from associations.directory.models import AssociationPage
    from associations.register.models import NotPursued


@dataclass(frozen=True)
class Letter:
    """One letter of the A–Ö above the directory; without entries it has no address."""

    label: str
    url: str = ""
    is_chosen: bool = False


def directory_context(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """One page of the associations, narrowed as the address says, and the A–Ö above it."""
    listing = list_entries(request, kind=DIRECTORY_KIND, facets=DIRECTORY_FACETS, now=now)
    return {"list": listing, "letters": _letters(request, listing)}


def _letters(request: HttpRequest, listing: Listing) -> list[Letter]:
    """Return A to Ö and whatever else some title begins with.

    A letter replaces the one that was chosen before; the other choices stay.
    """
    group = next((group for group in listing.groups if group.name == "letter"), None)
    found = {option.key: option for option in group.options} if group else {}
    letters = []
    for key in dict.fromkeys([*SWEDISH_LETTERS, *found]):
        option = found.get(key)
        if option is None or group is None:
            letters.append(Letter(key.upper()))
            continue
        url = address_with(request, group.parameter, *([] if option.is_chosen else [key]))
        letters.append(Letter(option.label, url, option.is_chosen))
    return letters


@dataclass(frozen=True)
class AssociationView:
    """What the template of an association lists: partnerships newest first, the rest by title."""

    places: list[SearchEntry]
    night_walks: list[SearchEntry]
    partnerships: list[SearchEntry]
    measures: list[SearchEntry]
    ideas: "list[NotPursued]"


def association_view(page: "AssociationPage", now: datetime) -> AssociationView:
    """Read what the association is tied to, in four queries whatever there is."""
    tied = Q(page_id__in=[place.pk for place in page.places.all()])
    ideas: list[NotPursued] = []
    if page.actor_id:
        for pages in _pages_of(page.actor_id):
            tied |= Q(page_id__in=pages.order_by().values("pk"))
        ideas = list(apps.get_model("associations.NotPursued").objects.proposed_by(page.actor_id))
    found: dict[str, list[SearchEntry]] = {}
    entries = SearchEntry.objects.filter(tied).in_one_language().with_facets(now)
    for entry in entries.order_by("sort_title", "pk"):
        found.setdefault(entry.kind, []).append(entry)
    return AssociationView(
        places=found.get("place", []),
        night_walks=found.get("night_walk", []),
        partnerships=sorted(found.get("partnership", []), key=_newest_first),
        measures=found.get("measure", []),
        ideas=ideas,
    )


def _newest_first(entry: SearchEntry) -> tuple[bool, int]:
    return (entry.date is None, -entry.date.toordinal() if entry.date else 0)


def _pages_of(actor_id: int) -> Iterator[QuerySet[Any]]:
    ways = {
        "associations.NightWalkPage": "group_rows__actor",
        "associations.PartnershipPage": "actor_links__actor",
        "home.MeasurePage": "actor_links__actor",
    }
    for page_type, way in ways.items():
        yield apps.get_model(page_type).objects.filter(**{way: actor_id})
