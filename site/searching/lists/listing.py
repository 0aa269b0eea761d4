"""One page of a list or search, with everything that its template shows. At most four queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.http import HttpRequest
from django.utils import translation

from core.language.words import sort_key
from searching.facets.facet_index import ValueMap, value_map
from searching.facets.vocabulary import FacetKind, OptionOrder, facet_kinds, kinds
from searching.lists.address import Asked, read_address
from searching.lists.paging import PAGE_LENGTH, ListPage, list_page
from searching.lists.selection import OptionCount, Selection, count, read, walk
from searching.lists.suggestions import Suggestions, suggest
from searching.models import KIND, SearchEntry, SearchFacet
from searching.words.excerpts import excerpt, highlighted
from searching.words.query import Query


@dataclass(frozen=True)
class Option:
    """One value that a list can be narrowed by.

    `count` is how many entries have it, given what is chosen in the other groups; `url` adds the
    value, or takes it away when it is chosen.
    """

    key: str
    label: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True)
class Group:
    """The options of one facet. `parameter` is the name of its form fields.

    `language` is that of the options' labels, or "" when it is the reader's.
    """

    name: str
    parameter: str
    label: str
    language: str
    options: list[Option]
    is_open: bool


@dataclass(frozen=True)
class Choice:
    """A value that has been chosen, and the address of the list without it.

    `language` is that of the label, or "" when it is the reader's.
    """

    name: str
    group: str
    key: str
    label: str
    language: str
    remove_url: str


@dataclass(frozen=True)
class Ignored:
    """A value in the address that the portal does not know. `group` is the facet's label."""

    group: str
    value: str


@dataclass(frozen=True)
class Listing:
    """One page of a list. `entries` bring their `facets_now`; `query` is shown in the field again.

    `groups` are the ways to narrow the list, `chosen` those taken, `clear_url` takes none.
    `suggestions` is None as long as there are hits.
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

    @property
    def is_filtered(self) -> bool:
        """Whether anything has been searched for or chosen."""
        return bool(self.query) or bool(self.chosen)


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
    known_facets = facet_kinds()
    offered = [known_facets[name] for name in facets if name in known_facets]
    asked = read_address(request.path, request.GET, offered)
    values = value_map(kind, order, now) if kind is not None else None
    labels = _known_labels(asked, known_facets, values)
    ignored = _ignored(asked, labels, known_facets)
    asked = asked.keeping(labels)
    selection = replace(_selection(asked, kind=kind, order=order, now=now), ahead=ahead)
    counts = count(selection, [facet.name for facet in offered], values)
    page = list_page(asked.page, counts.total, asked.url)
    entries = read(selection, page.offset, PAGE_LENGTH, values) if counts.total else []
    _mark_matches(entries, asked.query)
    groups = [_group(facet, counts.options, asked, labels) for facet in offered]
    return Listing(
        entries=entries,
        total=counts.total,
        query=asked.query,
        groups=[group for group in groups if group.options],
        chosen=_choices(asked, labels, known_facets),
        ignored=ignored,
        clear_url=asked.without_choices().url(),
        page=page,
        suggestions=None if counts.total else suggest(selection, asked),
    )


def whole_list(
    request: HttpRequest, *, kind: str, facets: Sequence[str] = (), now: datetime
) -> Iterator[SearchEntry]:
    """Return all entries of the list that `request` asks for, by title, for files to download.

    The address means the same as in `list_entries`, apart from its page. Entries are read a few
    at a time, however many there are.
    """
    known_facets = facet_kinds()
    offered = [known_facets[name] for name in facets if name in known_facets]
    asked = read_address(request.path, request.GET, offered)
    return walk(
        _selection(
            asked.keeping(_known_labels(asked, known_facets)), kind=kind, order="title", now=now
        )
    )


def _selection(asked: Asked, *, kind: str | None, order: str, now: datetime) -> Selection:
    return Selection(
        now=now,
        language=translation.get_language() or "",
        kind=kind,
        query=asked.query,
        chosen=asked.chosen,
        order=order,
    )


# ---------------------------------------------------------------- what was chosen

_Labels = Mapping[str, Mapping[str, str]]


def _known_labels(
    asked: Asked, facets: Mapping[str, FacetKind], values: ValueMap | None = None
) -> _Labels:
    """Return, facet by facet, the labels of those chosen values that exist.

    One query for the values that the list itself does not have.
    """
    language = translation.get_language() or ""
    labels: dict[str, dict[str, str]] = {}
    elsewhere = models.Q()
    for name, keys in asked.chosen.items():
        here = values.values.get(name, {}) if values else {}
        for key in keys:
            if key in here:
                label = facets[name].label_of(here[key].label(language))
                labels.setdefault(name, {})[key] = label
        if missing := [key for key in keys if key not in here]:
            elsewhere |= models.Q(name=name, key__in=missing)
    if elsewhere:
        rows = SearchFacet.objects.filter(elsewhere).values("name", "key")
        for row in rows.annotate(label=models.Min("label")).order_by("name", "key"):
            label = facets[row["name"]].label_of(row["label"])
            labels.setdefault(row["name"], {})[row["key"]] = label
    for code in labels.get(KIND, {}):
        labels[KIND][code] = _kind_label(code)
    return labels


def _kind_label(code: str) -> str:
    kind = kinds().get(code)
    return kind.label if kind else code


def _ignored(asked: Asked, labels: _Labels, facets: Mapping[str, FacetKind]) -> list[Ignored]:
    return [
        Ignored(facets[name].label, key)
        for name, keys in asked.chosen.items()
        for key in keys
        if key not in labels.get(name, {})
    ]


def _choices(asked: Asked, labels: _Labels, facets: Mapping[str, FacetKind]) -> list[Choice]:
    return [
        Choice(
            name=name,
            group=facets[name].label,
            key=key,
            label=labels[name][key],
            language=facets[name].language,
            remove_url=asked.lacking(name, key).url(),
        )
        for name, keys in asked.chosen.items()
        for key in keys
    ]


# ---------------------------------------------------------------- what can be chosen


def _group(
    facet: FacetKind, counted: Iterable[OptionCount], asked: Asked, labels: _Labels
) -> Group:
    chosen = asked.chosen.get(facet.name, ())
    counts = {option.key: option for option in counted if option.name == facet.name}
    found = {key: facet.label_of(option.label) for key, option in counts.items()}
    # What was chosen stays, with no hits too, so that it can be taken back where it was made.
    shown = {**{key: labels[facet.name][key] for key in chosen}, **found}
    if facet.name == KIND:
        shown = {code: _kind_label(code) for code in shown}
    options = [
        Option(
            key=key,
            label=label,
            count=counts[key].count if key in counts else 0,
            is_chosen=key in chosen,
            url=(asked.lacking if key in chosen else asked.having)(facet.name, key).url(),
        )
        for key, label in shown.items()
    ]
    return Group(
        name=facet.name,
        parameter=facet.parameter,
        label=facet.label,
        language=facet.language,
        options=_in_order(facet, options),
        is_open=bool(chosen),
    )


def _in_order(facet: FacetKind, options: list[Option]) -> list[Option]:
    if facet.order is OptionOrder.NEWEST_FIRST:
        return sorted(options, key=lambda option: option.key, reverse=True)
    if facet.order is OptionOrder.AS_DECLARED:
        declared = list(kinds())
        return sorted(
            options,
            key=lambda option: (
                declared.index(option.key) if option.key in declared else len(declared),
                option.key,
            ),
        )
    return sorted(options, key=lambda option: (sort_key(option.label), option.key))


# ---------------------------------------------------------------- what is shown


def _mark_matches(entries: Iterable[SearchEntry], query: Query) -> None:
    if not query.terms:
        return
    for entry in entries:
        text = getattr(entry, "searched_text", None) or ""
        entry.title_segments = highlighted(entry.title, query)
        entry.excerpt = excerpt(entry.summary, text, query)
