"""What the directory's pages show: the list with its A–Ö and map, and what an entry is tied to.

Which pages and ideas name the actor of an entry, other features tell through two hooks:
"association_pages" and "association_ideas", each called with the actor's key.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks

from associations.directory.domain.alphabet import SWEDISH_LETTERS
from associations.directory.listing import DIRECTORY_FACETS, DIRECTORY_KIND, address_with
from associations.directory.models import AssociationDirectoryPage, AssociationPage
from associations.directory.place_map import place_map
from core.pages.page_views import shows
from home.models import MeasurePage
from searching.lists.listing import Listing, list_entries
from searching.models import SearchEntry


@shows(AssociationDirectoryPage)
def directory_shown(
    page: AssociationDirectoryPage, request: HttpRequest, now: datetime
) -> dict[str, Any]:
    """One page of the associations, narrowed as the address says, with the A–Ö and the map."""
    listing = list_entries(request, kind=DIRECTORY_KIND, facets=DIRECTORY_FACETS, now=now)
    return {
        "list": listing,
        "letters": _letters(request, listing),
        "today": timezone.localdate(now),
        "map": place_map(request, listing, now),
    }


@dataclass(frozen=True)
class Letter:
    """One letter of the A–Ö above the directory; without entries it has no address."""

    label: str
    url: str = ""
    is_chosen: bool = False


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


@shows(AssociationPage, kept=True)
def association_shown(page: AssociationPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The entry's freshness is told as of today, beside everything that it is tied to."""
    return {"today": timezone.localdate(now), "tied": association_ties(page, now)}


@dataclass(frozen=True)
class AssociationTies:
    """What the template of an association lists: partnerships newest first, the rest by title."""

    places: list[SearchEntry]
    night_walks: list[SearchEntry]
    partnerships: list[SearchEntry]
    measures: list[SearchEntry]
    ideas: list[Any]


def association_ties(page: AssociationPage, now: datetime) -> AssociationTies:
    """Read what the association is tied to, in four queries whatever there is."""
    tied = Q(page_id__in=[place.pk for place in page.places.all()])
    ideas: list[Any] = []
    if page.actor_id:
        measures = MeasurePage.objects.filter(actor_links__actor=page.actor_id)
        told = [pages(page.actor_id) for pages in hooks.get_hooks("association_pages")]
        for pages in (measures, *told):
            tied |= Q(page_id__in=pages.order_by().values("pk"))
        for told_ideas in hooks.get_hooks("association_ideas"):
            ideas += told_ideas(page.actor_id)
    found: dict[str, list[SearchEntry]] = {}
    entries = SearchEntry.objects.filter(tied).in_one_language().with_facets(now)
    for entry in entries.order_by("sort_title", "pk"):
        found.setdefault(entry.kind, []).append(entry)
    return AssociationTies(
        places=found.get("place", []),
        night_walks=found.get("night_walk", []),
        partnerships=sorted(found.get("partnership", []), key=_newest_first),
        measures=found.get("measure", []),
        ideas=ideas,
    )


def _newest_first(entry: SearchEntry) -> tuple[bool, int]:
    return (entry.date is None, -entry.date.toordinal() if entry.date else 0)
