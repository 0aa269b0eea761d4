"""What a place page gathers about its place, read from the search projection."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks

from core.freshness.kept_warm import warm
from core.language.addresses import root_url
from core.pages.page_views import shows
from core.pages.schema_org import dataset
from core.times.days import midnight_after
from home.guidance.models import ContactPoint
from home.hooks import PlaceSection
from home.listing import index_urls
from home.places.models import PlaceIndexPage, PlacePage
from home.places.place_tree import places_above
from home.places.topics_and_places import topics_and_places
from searching.lists.listing import list_entries
from searching.models import SearchEntry, SearchFacet

# How many of the places inside a place.
_MOST_INSIDE = 60
# How many of each kind a hub shows before it offers the whole list.
_HUB_LENGTH = 6


@dataclass(frozen=True)
class FilledSection:
    """A section with its first entries: those of the place, then those of the whole district."""

    section: PlaceSection
    local: list[SearchEntry]
    local_total: int
    district: list[SearchEntry]
    district_total: int
    more_url: str
    district_url: str


@dataclass(frozen=True)
class PlaceHub:
    """Everything that a place page gathers about its place."""

    sections: list[FilledSection]
    above: PlacePage | None
    inside: list[SearchEntry]
    # The whole list of them, when these are not all.
    inside_url: str
    # When time alone makes another of what is gathered.
    changes_at: datetime


@shows(PlaceIndexPage)
def place_index_shown(page: PlaceIndexPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """All places."""
    return {"list": list_entries(request, kind="place", facets=("place_kind", "place"), now=now)}


@shows(PlacePage, kept=True)
def place_shown(page: PlacePage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What is known of a place, what is listed there, and whom to turn to."""
    above = places_above(page)
    hub = _hub(page, above, now)
    url = root_url(request) + (page.url or "")
    series = [
        dataset(
            name=f"{block.value['title']}, {page.title}",
            url=url,
            unit=block.value["unit"],
            years=[year for year, _value in block.value.points],
            source=block.value["source"],
        )
        for block in page.indicators
    ]
    return {
        "about": topics_and_places(page, request),
        "hub": hub,
        "facts": page.facts(),
        "classifications": page.classifications(),
        "contact_points": _contact_points_at(page, above),
        "moments": [hub.changes_at],
        "schema_org": series,
    }


def _hub(place: PlacePage, above: list[PlacePage], now: datetime) -> PlaceHub:
    """Gather what is known at a place, in two queries whatever the number of sections."""
    offered = [section for offer in hooks.get_hooks("place_sections") for section in offer()]
    sections = sorted(offered, key=lambda section: (section.order, section.kind))
    kinds = {section.kind for section in sections} | {"place"}
    found = list(_hub_entries(place, above, kinds, now, _still_to_come(sections, now)))
    indexes = index_urls(("home.PlaceIndexPage", *(section.index_type for section in sections)))
    places = [entry for entry in found if entry.kind == "place" and entry.is_local]
    inside = [entry for entry in places if entry.page_id != place.pk]
    all_inside = indexes.get("home.PlaceIndexPage") if len(inside) > _MOST_INSIDE else ""
    return PlaceHub(
        sections=[
            _fill(section, found, place, above, indexes.get(section.index_type, ""))
            for section in sections
        ],
        above=above[-1] if above else None,
        inside=inside[:_MOST_INSIDE],
        inside_url=f"{all_inside}?plats={place.slug}" if all_inside else "",
        # At midnight, what was to come today stands among what has been.
        changes_at=min((midnight_after(now), *filter(None, (e.changes_at for e in found)))),
    )


def _still_to_come(sections: Iterable[PlaceSection], now: datetime) -> Any:
    """What comes first at a place: what has its day before it, or goes on past midnight."""
    found: Any = Q(date__gte=timezone.localdate(now))
    for section in sections:
        if section.ahead:
            name, key = section.ahead
            facets = SearchFacet.objects.valid(now).filter(name=name, key=key)
            found |= Q(kind=section.kind) & Exists(facets.filter(entry=OuterRef("pk")))
    return found


def _hub_entries(
    place: PlacePage, above: list[Any], kinds: Iterable[str], now: datetime, to_come: Any
) -> Iterable[Any]:
    at_places = SearchFacet.objects.filter(name="place")
    here = Q(key=place.slug)
    over = Q(key__in=[page.slug for page in above], is_direct=True)
    later = SearchFacet.objects.filter(entry=OuterRef("pk"), valid_from__gt=now)
    partition = [F("kind"), F("is_local")]
    # What is to come first, the next before the others; then what has been, the latest first.
    is_past = Case(When(to_come, then=Value(0)), default=Value(1))
    ahead = Case(When(is_past=0, then=F("date")), default=None, output_field=DateField())
    return (
        # Gathered from the facets' index, so that what lies elsewhere costs nothing.
        SearchEntry.objects.filter(
            kind__in=kinds, pk__in=at_places.filter(here | over).values("entry")
        )
        .annotate(is_local=Exists(at_places.filter(here, entry=OuterRef("pk"))), is_past=is_past)
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by=partition,
                order_by=[
                    F("is_past"),
                    ahead.asc(nulls_last=True),
                    F("date").desc(nulls_last=True),
                    F("sort_title"),
                    F("pk"),
                ],
            ),
            total=Window(Count("pk"), partition_by=partition),
        )
        # The place itself is among them, and one more tells that there are others.
        .filter(Q(rank__lte=_HUB_LENGTH) | Q(kind="place", rank__lte=_MOST_INSIDE + 2))
        .annotate(changes_at=Subquery(later.order_by("valid_from").values("valid_from")[:1]))
        .with_facets(now)
        .order_by("kind", "rank", "pk")
    )


def _fill(
    section: PlaceSection, found: list[Any], place: PlacePage, above: list[PlacePage], index: str
) -> FilledSection:
    ours = [entry for entry in found if entry.kind == section.kind]
    local = [entry for entry in ours if entry.is_local]
    district = [entry for entry in ours if not entry.is_local]
    return FilledSection(
        section=section,
        local=local,
        local_total=local[0].total if local else 0,
        district=district,
        district_total=district[0].total if district else 0,
        more_url=f"{index}?plats={place.slug}" if index else "",
        district_url=f"{index}?plats={above[-1].slug}" if index and above else "",
    )


def _contact_points_at(place: PlacePage, above: list[PlacePage]) -> list[ContactPoint]:
    """Return whom to turn to about `place`: the contact points of it and of what it lies in."""
    if place.pk is None:
        return []
    districts = {place.pk, *(page.pk for page in above)}
    points = warm("contact-points", lambda: list(ContactPoint.objects.listed()))
    return [point for point in points if point.district_id in districts]
