"""What pages of home and above list, read from the search projection."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from core.freshness.kept_warm import warm
from searching.lists import paging
from searching.lists.address import read_address
from searching.lists.paging import ListPage
from searching.models import SearchEntry, SearchEntryQuerySet


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


def index_url(page_type: str) -> str:
    """Return the address of the one index page of a type in the present language, or ""."""
    language = translation.get_language()
    return warm(f"index:{page_type}:{language}", lambda: _read_index_url(page_type))


def _read_index_url(page_type: str) -> str:
    app, model = page_type.lower().split(".")
    pages = Page.objects.live().public().order_by("path")
    pages = pages.filter(content_type__app_label=app, content_type__model=model)
    own = pages.filter(locale__language_code=translation.get_language())
    found = own.first() or pages.first()
    return (found.url or "") if found else ""


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
