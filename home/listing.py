"""What home's pages list, all of it read from the search projection."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone, translation

from core.freshness import warm
from core.models import Definition, PageSource
from home.domain.prevention import PreventionType
from home.placing import place_key
from searching.listing import Listing, list_entries
from searching.models import SearchEntry, SearchFacet

if TYPE_CHECKING:
    from home.models import AnswerPage, MeasurePage

_RELATED_LENGTH = 4


def list_page(
    request: HttpRequest, *, kind: str, facets: tuple[str, ...], order: str = "title"
) -> Listing:
    """Return one page of everything of a kind, narrowed as the address says."""
    return list_entries(request, kind=kind, facets=facets, order=order, now=timezone.now())


def prevention_definitions() -> list[Definition]:
    """The three kinds of prevention as residents should understand them."""
    return warm("prevention-definitions", _read_definitions)


def _read_definitions() -> list[Definition]:
    kinds = [kind.value for kind in PreventionType]
    found = Definition.objects.filter(slug__in=kinds).select_related("document")
    return sorted(found, key=lambda definition: kinds.index(definition.slug))


def index_url(page_type: str) -> str:
    """Return the address of the one index page of a type in the present language, or ""."""
    language = translation.get_language()
    return warm(f"index:{page_type}:{language}", lambda: _read_index_url(page_type))


def _read_index_url(page_type: str) -> str:
    pages = apps.get_model(page_type).objects.live().order_by("path")
    own = pages.filter(locale__language_code=translation.get_language())
    found = own.first() or pages.first()
    return (found.url or "") if found else ""


def related_entries(measure: "MeasurePage") -> list[SearchEntry]:
    """Return the measures that share most topics and places with `measure`, without facets."""
    topics = Q(name="topic", key__in=[topic.slug for topic in measure.topic_list])
    places = Q(name="place", key__in=[place_key(place) for place in measure.place_list])
    alike = SearchFacet.objects.filter(topics | places, is_direct=True, entry__kind="measure")
    # Counted by number alone; whole rows are only read of those that are shown.
    closest = (
        alike.exclude(entry__key=f"page:{measure.pk}")
        .values("entry")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "entry__sort_title", "entry")
        .values("entry")[:_RELATED_LENGTH]
    )
    shared = alike.filter(entry=OuterRef("pk")).order_by().values("entry")
    return list(
        SearchEntry.objects.filter(pk__in=closest)
        .annotate(shared=Subquery(shared.annotate(number=Count("pk")).values("number")))
        .order_by("-shared", "sort_title", "pk")
    )


def citing_entries(answer: "AnswerPage") -> list[SearchEntry]:
    """Return the public pages that name `answer` as a source, without facets, by title."""
    whole = PageSource.objects.filter(document_id=answer.pk).values("page_id")
    statements = apps.get_model("home.PlaceStatement").objects.filter(document_id=answer.pk)
    cites = Q(page_id__in=whole) | Q(page_id__in=statements.values("place_id"))
    return list(SearchEntry.objects.filter(cites).order_by("sort_title", "pk"))


def entries_of_pages(pages: QuerySet[Any], now: datetime) -> list[SearchEntry]:
    """Return the entries of those of `pages` that are public, by title."""
    found = SearchEntry.objects.filter(page_id__in=pages.order_by().values("pk"))
    return list(found.with_facets(now).order_by("sort_title", "pk"))
