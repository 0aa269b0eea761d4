"""The map over the directory: which associations are found around which places.

It is offered only where the settings name a tile server, and drawn only when a reader asks for
it (map.js). A place is a circle as wide as what we know of it, never a pin.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.directory.domain.tile_server import content_source, host_name
from associations.directory.listing import DIRECTORY_FACETS, DIRECTORY_KIND, address_with
from core.freshness.kept_warm import warm
from home.models import PlacePage
from searching.lists.listing import Listing, whole_list
from searching.models import SearchEntry

# With more associations than this the bubbles say how many there are, and the list tells which.
MOST_NAMED = 200
# How many associations one bubble names before it leads to the list.
_MOST_IN_BUBBLE = 8
# For a place whose size nobody has given.
_USUAL_ACCURACY_M = 500


@dataclass(frozen=True)
class PlaceMap:
    """What the button and the script need. `places` is JSON-able; `host` is "" for our own."""

    tiles: str
    attribution: str
    host: str
    places: list[dict[str, Any]]


@dataclass(frozen=True)
class _Spot:
    title: str
    url: str
    latitude: float
    longitude: float
    accuracy_m: int


def place_map(request: HttpRequest, listing: Listing, now: datetime) -> PlaceMap | None:
    """Return the map of what `listing` lists, or None when there is none to show."""
    if not (settings.MAP_TILE_URL and settings.MAP_ATTRIBUTION and listing.total):
        return None
    spots = warm(f"map-spots:{translation.get_language()}", _read_spots)
    if listing.total > MOST_NAMED:
        found = _counted(listing)
    else:
        found = _named(_all_entries(request, listing, now))
    places = [
        _place(spots[key], count, entries, address_with(request, "plats", key))
        for key, (count, entries) in found.items()
        if key in spots
    ]
    if not places:
        return None
    return PlaceMap(
        tiles=settings.MAP_TILE_URL,
        attribution=settings.MAP_ATTRIBUTION,
        host=host_name(settings.MAP_TILE_URL),
        places=sorted(places, key=lambda place: str(place["title"])),
    )


def tile_policy() -> dict[str, list[str]] | None:
    """Return what the page with the map adds to the content policy, or None for nothing."""
    source = content_source(settings.MAP_TILE_URL) if settings.MAP_ATTRIBUTION else ""
    return {"img-src": [source]} if source else None


def _read_spots() -> dict[str, _Spot]:
    placed = PlacePage.objects.live().public()
    placed = placed.filter(locale__language_code=translation.get_language())
    return {
        page.slug: _Spot(
            title=page.title,
            url=page.url or "",
            latitude=float(page.latitude),
            longitude=float(page.longitude),
            accuracy_m=page.accuracy_m or _USUAL_ACCURACY_M,
        )
        for page in placed.exclude(latitude=None).exclude(longitude=None).order_by("pk")
    }


def _all_entries(request: HttpRequest, listing: Listing, now: datetime) -> Iterable[SearchEntry]:
    if listing.page.count == 1:
        return listing.entries
    return whole_list(request, kind=DIRECTORY_KIND, facets=DIRECTORY_FACETS, now=now)


_Found = dict[str, tuple[int, list[SearchEntry]]]


def _named(entries: Iterable[SearchEntry]) -> _Found:
    here: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        for facet in entry.facets_now:
            if facet.name == "place" and facet.is_direct:
                here.setdefault(facet.key, []).append(entry)
    return {key: (len(found), found) for key, found in here.items()}


def _counted(listing: Listing) -> _Found:
    groups = [group for group in listing.groups if group.name == "place"]
    chosen = {choice.key for choice in listing.chosen if choice.name == "place"}
    return {
        option.key: (option.count, [])
        for group in groups
        for option in group.options
        if option.count and (not chosen or option.key in chosen)
    }


def _place(spot: _Spot, count: int, entries: list[SearchEntry], list_url: str) -> dict[str, Any]:
    named = entries[:_MOST_IN_BUBBLE]
    number = ngettext("%(count)s förening", "%(count)s föreningar", count) % {"count": count}
    more = None
    if len(named) < count:
        title = _("Visa alla %(count)s i listan") if named else _("Visa de %(count)s i listan")
        more = {"title": title % {"count": count}, "url": list_url}
    return {
        "title": spot.title,
        "url": spot.url,
        "at": [spot.latitude, spot.longitude],
        "accuracy": spot.accuracy_m,
        "count": count,
        "label": f"{spot.title}: {number}",
        "entries": [{"title": entry.title, "url": entry.address} for entry in named],
        "more": more,
    }
