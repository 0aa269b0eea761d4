"""What pages of home and above list, read from the search projection."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from core.freshness.kept_warm import warm
from searching.lists import paging
from searching.lists.address import asked_of
from searching.lists.paging import ListPage
from searching.models import SearchEntry, SearchEntryQuerySet


@dataclass(frozen=True)
class Part:
    """One page of something long, with the links to its other pages."""

    rows: list[Any]
    page: ListPage


def part_of(request: HttpRequest, rows: QuerySet[Any]) -> Part:
    """Return the page of `rows` that the address asks for, in two queries."""
    asked = asked_of(request, ())
    page = paging.list_page(asked.page, rows.count(), asked.url)
    return Part(list(rows[page.offset : page.offset + paging.PAGE_LENGTH]), page)


def index_url(page_type: str) -> str:
    """Return the address of the one index page of a type in the present language, or ""."""
    return index_urls((page_type,)).get(page_type, "")


def index_urls(page_types: Iterable[str]) -> dict[str, str]:
    """Return the addresses of the index pages of types such as "home.PlaceIndexPage", by type.

    A page that is not described in the present language is found in the one that it has.
    """
    types, language = tuple(page_types), translation.get_language()
    # Short enough for every cache, however many types.
    names = blake2s(",".join(types).encode(), digest_size=12).hexdigest()
    return warm(f"index:{names}:{language}", lambda: _read_index_urls(types, language))


def _read_index_urls(page_types: tuple[str, ...], language: str | None) -> dict[str, str]:
    names = {name.lower(): name for name in page_types}
    chosen = Q(pk__in=[])
    for name in names:
        app, _dot, model = name.partition(".")
        chosen |= Q(content_type__app_label=app, content_type__model=model)
    pages = Page.objects.live().public().filter(chosen).select_related("content_type", "locale")
    urls: dict[str, str] = {}
    for page in sorted(pages.order_by("path"), key=lambda p: p.locale.language_code != language):
        kind = page.content_type
        urls.setdefault(names[f"{kind.app_label}.{kind.model}"], page.url or "")
    return urls


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
