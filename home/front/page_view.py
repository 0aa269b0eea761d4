"""What the front page shows: cards of other apps, and lists read from the search projection."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from core.chrome.chrome import Chrome
from core.freshness.kept_warm import warm
from core.pages.page_views import shows
from core.pages.schema_org import organization
from home.front.models import HomePage
from searching.models import SearchEntry, SearchFacet

_FRONT_LENGTH = 3
_FRONT_PLACES = 6
# How many measures the card of a place names.
_FRONT_LATEST = 2


@dataclass(frozen=True)
class LatestMeasure:
    """A measure as the card of its place names it."""

    title: str
    address: str
    language: str


@dataclass(frozen=True)
class BusyPlace:
    """A place, how many measures it has, and the latest of them."""

    label: str
    url: str
    slug: str
    measures: int
    latest: list[LatestMeasure]


@dataclass(frozen=True)
class FrontLists:
    """What the front page shows of what is published."""

    places: list[BusyPlace]
    results: list[SearchEntry]
    news: list[SearchEntry]


@shows(HomePage, kept=True)
def front_shown(page: HomePage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The cards that other apps offer through the hook `front_cards`, and the lists."""
    cards = [card for offer in hooks.get_hooks("front_cards") for card in offer(now)]
    chrome = Chrome(request)
    return {
        # Their entries show nothing that time alone changes.
        "lists": warm("front-lists", lambda: front_lists(now)),
        "cards": cards,
        "moments": [moment for card in cards for moment in getattr(card, "moments", ())],
        "schema_org": organization(
            name=chrome.settings.organisation_name,
            root_url=chrome.root_url,
            email=chrome.settings.contact_email,
            phone=chrome.settings.contact_phone,
            search_path=reverse("searching:search"),
        ),
    }


def front_lists(now: datetime) -> FrontLists:
    """Gather the front page's lists."""
    with_result = SearchFacet.objects.filter(
        entry=OuterRef("pk"), name="outcome", key="med-resultat"
    )
    newest = SearchEntry.objects.order_by(F("date").desc(nulls_last=True), "-pk")
    listed = newest.first_of_each(
        newest.filter(kind="news"),
        newest.filter(Exists(with_result), kind="measure"),
        most=_FRONT_LENGTH,
    )
    entries = list(listed.with_facets(now))
    return FrontLists(
        places=warm("busy-places", _read_busy_places),
        results=[entry for entry in entries if entry.kind == "measure"],
        news=[entry for entry in entries if entry.kind == "news"],
    )


def _read_busy_places() -> list[BusyPlace]:
    busy = (
        SearchFacet.objects.filter(name="place", is_direct=True, entry__kind="measure")
        .values("key", "label")
        .annotate(measures=Count("entry"), latest=Max("entry__date"))
        .order_by("-measures", "label")[:_FRONT_PLACES]
    )
    counts = {row["key"]: row for row in busy}
    places = SearchFacet.objects.filter(
        name="place", is_direct=True, entry__kind="place", key__in=counts
    ).select_related("entry")
    addresses = {facet.key: facet.entry.address for facet in places}
    latest = _read_latest_measures(list(addresses))
    return [
        BusyPlace(row["label"], addresses[key], key, row["measures"], latest.get(key, []))
        for key, row in counts.items()
        if key in addresses
    ]


def _read_latest_measures(keys: list[str]) -> dict[str, list[LatestMeasure]]:
    """Return the latest measures of each place, in one query."""
    facets = (
        SearchFacet.objects.filter(
            name="place", is_direct=True, key__in=keys, entry__kind="measure"
        )
        .select_related("entry")
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by=[F("key")],
                order_by=[
                    F("entry__date").desc(nulls_last=True),
                    F("entry__sort_title"),
                    F("entry_id"),
                ],
            )
        )
        .filter(rank__lte=_FRONT_LATEST)
        .order_by("key", "rank")
    )
    latest: dict[str, list[LatestMeasure]] = {}
    for facet in facets:
        entry = facet.entry
        measure = LatestMeasure(entry.title, entry.address, entry.language)
        latest.setdefault(facet.key, []).append(measure)
    return latest
