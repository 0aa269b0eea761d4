"""What a page is about and where: its topics and places, as links that a reader can follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from core.language.words import sort_key
from core.routing.public_pages import is_public
from searching.entries.entry_builder import page_key
from searching.models import SearchEntry, SearchFacet


@dataclass(frozen=True)
class TopicOrPlace:
    """One of them. `key` is its value in addresses, `address` the page of a place."""

    key: str
    label: str
    address: str = ""


@dataclass(frozen=True)
class TopicsAndPlaces:
    """The topics and places that editors have chosen for a page, by name."""

    topics: list[TopicOrPlace]
    places: list[TopicOrPlace]


def topics_and_places(page: Any, request: HttpRequest) -> TopicsAndPlaces:
    """Return what `page` is about and the public may see, in one query.

    A preview shows what has been chosen now, not what was published last.
    """
    is_listed = is_public(page) and not getattr(request, "is_preview", False)
    found = _published(page) if is_listed else _chosen(page)
    found = sorted(found, key=lambda each: (sort_key(each[1].label), each[1].key))
    return TopicsAndPlaces(
        topics=[value for name, value in found if name == "topic"],
        # A place that is no public page has no address.
        places=[value for name, value in found if name == "place" and value.address],
    )


def _published(page: Any) -> Iterable[tuple[str, TopicOrPlace]]:
    place = SearchEntry.objects.filter(key=OuterRef("source")).values("address")[:1]
    rows = SearchFacet.objects.filter(
        entry__key=page_key(page.pk), name__in=("topic", "place"), is_direct=True
    ).annotate(address=Subquery(place))
    values = rows.order_by("pk").values_list("name", "key", "label", "address")
    return [(name, TopicOrPlace(key, label, address or "")) for name, key, label, address in values]


def _chosen(page: Any) -> Iterable[tuple[str, TopicOrPlace]]:
    for topic in page.topics.all():
        yield "topic", TopicOrPlace(topic.slug, topic.name)
    for place in page.places.all() if hasattr(page, "places") else ():
        address = place.url if is_public(place) else ""
        yield "place", TopicOrPlace(place.slug, place.title, address)
