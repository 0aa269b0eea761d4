"""One page of a list or search, with everything that its template shows. At most four queries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.utils import translation

from searching.facets.building import facet_index
from searching.facets.facet_index import NO_INDEX
from searching.facets.vocabulary import FacetKind, facet_kinds
from searching.lists.address import asked_of
from searching.lists.choices import (
    Choice,
    Group,
    Ignored,
    chosen_values,
    ignored_values,
    known_labels,
    option_group,
)
from searching.lists.paging import PAGE_LENGTH, ListPage, list_page
from searching.lists.selection import Found, Selection, ranked, walk
from searching.lists.suggestions import Suggestions, suggest
from searching.models import SearchEntry
from searching.words.excerpts import excerpt, highlighted
from searching.words.query import Query


@dataclass(frozen=True)
class Listing:
    """One page of a list. `entries` bring their `facets_now`; `query` is shown in the field again.

    `groups` are the ways to narrow the list, `chosen` those taken, `clear_url` takes none.
    `suggestions` is None as long as there are hits. `found` tells of any entry whether it is on
    some page of the list.
    """

    entries: list[SearchEntry]
    total: int
    query: Query
    groups: list[Group]
    chosen: list[Choice]
    ignored: list[Ignored]
    clear_url: str
    page: ListPage
    suggestions: Suggestions | None
    found: Found

    @property
    def is_filtered(self) -> bool:
        """Whether anything has been searched for or chosen."""
        return bool(self.query) or bool(self.chosen)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing yet to look through."""
        return not self.total and not self.is_filtered


def list_entries(
    request: HttpRequest,
    *,
    kind: str | None = None,
    facets: Sequence[str] = (),
    order: str = "title",
    ahead: tuple[str, str] | None = None,
    now: datetime,
) -> Listing:
    """Return the page of a list that `request` asks for.

    `kind` limits the list to one kind of thing. `facets` are the names of the ways in which it can
    be narrowed, in the order of the page. `order` is "title", "-date" or "relevance"; without
    words to search for, relevance means title. `ahead` is a facet with one of its keys: what has
    it now comes first, in turned order; not among what words have found.
    """
    offered = _offered(facets)
    everything_asked = asked_of(request, list(offered.values()))
    selection = Selection(
        now=now,
        language=translation.get_language() or "",
        kind=kind,
        query=everything_asked.query,
        order=order,
        ahead=ahead,
    )
    words = ranked(selection)
    if words == [] and not everything_asked.chosen:
        # Nothing to count and nothing to name: no reason to wait for an index.
        index = NO_INDEX
    else:
        index = facet_index(kind, [*offered, *([ahead[0]] if ahead else [])], now, order)
    labels = known_labels(everything_asked, offered, index)
    asked = everything_asked.keeping(labels)
    selection = replace(selection, chosen=asked.chosen)
    found = Found(selection, index, words)
    page = list_page(asked.page, found.total, asked.url)
    entries = found.page(page.offset, PAGE_LENGTH) if found.total else []
    _mark_matches(entries, asked.query)
    groups = [
        option_group(facet, found.options(name), asked, labels) for name, facet in offered.items()
    ]
    return Listing(
        entries=entries,
        total=found.total,
        query=asked.query,
        groups=[group for group in groups if group.options],
        chosen=chosen_values(asked, labels, offered),
        ignored=ignored_values(everything_asked, labels, offered),
        clear_url=asked.without_choices().url(),
        page=page,
        suggestions=None if found.total else suggest(selection, asked),
        found=found,
    )


def whole_list(
    request: HttpRequest, *, kind: str, facets: Sequence[str] = (), now: datetime
) -> Iterator[SearchEntry]:
    """Return all entries of the list that `request` asks for, by title, for files to download.

    The address means the same as in `list_entries`, apart from its page. Entries are read a few
    at a time, however many there are.
    """
    offered = _offered(facets)
    asked = asked_of(request, list(offered.values()))
    asked = asked.keeping(known_labels(asked, offered, NO_INDEX))
    language = translation.get_language() or ""
    return walk(Selection(now, language, kind, query=asked.query, chosen=asked.chosen))


def _offered(facets: Sequence[str]) -> dict[str, FacetKind]:
    known = facet_kinds()
    return {name: known[name] for name in facets if name in known}


def _mark_matches(entries: Iterable[SearchEntry], query: Query) -> None:
    if not query.terms:
        return
    for entry in entries:
        entry.title_segments = highlighted(entry.title, query)
        entry.excerpt = excerpt(entry.summary, entry.searched_text, query)
