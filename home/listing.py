"""What home's pages list, all of it read from the search projection."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone, translation

from core.freshness.kept_warm import warm
from core.models import Definition, PageSource
from home.measures.domain.prevention import PreventionType
from home.topics_and_places import Ties
from searching.lists import paging
from searching.lists.address import read_address
from searching.lists.listing import Listing, list_entries
from searching.lists.paging import ListPage
from searching.models import SearchEntry, SearchEntryQuerySet, SearchFacet

if TYPE_CHECKING:
    from home.models import AnswerPage, MeasurePage

_RELATED_LENGTH = 4


def list_page(
    request: HttpRequest, *, kind: str, facets: tuple[str, ...], order: str = "title"
) -> Listing:
    """Return one page of everything of a kind, narrowed as the address says."""
    return list_entries(request, kind=kind, facets=facets, order=order, now=timezone.now())


@dataclass(frozen=True)
class Part:
    """One page of something long, with the links to its other pages."""

    rows: list[Any]
    page: ListPage


def part_of(request: HttpRequest, rows: QuerySet[Any]) -> Part:
    """Return the page of `rows` that the address asks for, in two queries."""
    asked = read_address(request.path, request.GET, ())
    page = paging.list_page(asked.page, rows.count(), asked.url)
    return Part(list(rows[page.offset : page.offset + paging.PAGE_LENGTH]), page)


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
    pages = apps.get_model(page_type).objects.live().public().order_by("path")
    own = pages.filter(locale__language_code=translation.get_language())
    found = own.first() or pages.first()
    return (found.url or "") if found else ""


def related_entries(measure: "MeasurePage", ties: Ties) -> list[SearchEntry]:
    """Return the measures that share most topics and places with `measure`, without facets."""
    topics = Q(name="topic", key__in=[topic.key for topic in ties.topics])
    places = Q(name="place", key__in=[place.key for place in ties.places])
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


def citing_entries(answer: "AnswerPage") -> SearchEntryQuerySet:
    """Return the public pages that name `answer` as a source, without facets, by title."""
    if answer.pk is None:
        return SearchEntry.objects.none()
    whole = PageSource.objects.filter(document_id=answer.pk).values("page_id")
    statements = apps.get_model("home.PlaceStatement").objects.filter(document_id=answer.pk)
    cites = Q(page_id__in=whole) | Q(page_id__in=statements.values("place_id"))
    return SearchEntry.objects.filter(cites).order_by("sort_title", "pk")


def entries_of_pages(*choices: Iterable[Any]) -> SearchEntryQuerySet:
    """Return the entries of those of the chosen pages that are public, by title."""
    chosen = Q(pk__in=[])
    for pages in choices:
        chosen |= Q(page_id__in=_ids_of(pages))
    return SearchEntry.objects.filter(chosen).order_by("sort_title", "pk")


def _ids_of(pages: Iterable[Any]) -> Any:
    # Saved choices are left to the database; those of a preview are only in memory.
    if isinstance(pages, QuerySet):
        return pages.order_by().values("pk")
    return [page.pk for page in pages]
