"""Which entries a list or search is about, how many they are, and one page of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from heapq import nsmallest
from operator import and_

from django.db import connection

from searching.facets.facet_index import ValueMap
from searching.lists import sql as statements
from searching.models import SearchEntry, SearchFacet, facets_at
from searching.words.query import Query

# How many entries a walk through a whole selection reads at a time.
_STEP = 200


@dataclass(frozen=True)
class Selection:
    """What is looked for: a kind or all, words, and for each facet the values of which one holds.

    `language` is the reader's, whose entries come first. `ahead` is a value of a facet: what has
    it comes before the rest, in turned order, as what is to come before what has been. It orders
    the map of a list only, and never what words have found.
    """

    now: datetime
    language: str
    kind: str | None = None
    query: Query = field(default_factory=Query)
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = "title"
    ahead: tuple[str, str] | None = None

    @property
    def finds_nothing(self) -> bool:
        """Whether the words cannot be found anywhere, because none of them is a word."""
        return bool(self.query) and not self.query.terms


@dataclass(frozen=True)
class OptionCount:
    """How many entries of the selection would be left with one more value of one facet."""

    name: str
    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Counts:
    """The size of a selection, and the counts of the options by which it can be narrowed."""

    total: int
    options: list[OptionCount]


def count(selection: Selection, names: Sequence[str], values: ValueMap | None = None) -> Counts:
    """Count the selection, and for each facet in `names` its options, in at most one query.

    Values of one facet are alternatives, facets narrow each other. So the options of a facet are
    counted as if nothing had been chosen in it. With the map of the list, counting needs no query
    unless there are words.
    """
    if selection.finds_nothing:
        return Counts(0, [])
    if values is not None:
        return _count_in(values, selection, names)
    sql = statements.counting(selection, names)
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.parameters)
        rows = cursor.fetchall()
    total = sum(number for name, _key, _label, number in rows if name == "")
    return Counts(total, [OptionCount(*row) for row in rows if row[0]])


def read(
    selection: Selection, offset: int, limit: int, values: ValueMap | None = None
) -> list[SearchEntry]:
    """Return one page of the selection with its facets, in two queries."""
    if selection.finds_nothing:
        return []
    if values is not None and not selection.query:
        found = _all_of(values.chosen(selection.chosen, selection.now).values(), values)
        first = 0
        if selection.ahead:
            name, key = selection.ahead
            first = values.chosen({name: [key]}, selection.now)[name]
        ids = values.page(found, selection.language, offset, limit, first=first)
        entries = SearchEntry.objects.with_facets(selection.now).in_bulk(ids)
        return [entries[pk] for pk in ids if pk in entries]
    sql = statements.reading(selection, offset, limit)
    raw = SearchEntry.objects.raw(sql.text, sql.parameters)
    return list(raw.prefetch_related(facets_at(selection.now)))


def _count_in(values: ValueMap, selection: Selection, names: Sequence[str]) -> Counts:
    chosen = values.chosen(selection.chosen, selection.now)
    searched = values.everything()
    if selection.query:
        searched = values.set_of(matching_ids(selection.query))
    moment = selection.now.timestamp()
    options: list[OptionCount] = []
    for name in names:
        others = [found for other, found in chosen.items() if other != name]
        base = _all_of([searched, *others], values)
        known = values.values.get(name, {})
        counts = {
            key: number
            for key, value in known.items()
            if (number := (base & value.at(moment)).bit_count())
        }
        most = nsmallest(statements.MOST_OPTIONS, counts, key=lambda key: (-counts[key], key))
        kept = {key for key in selection.chosen.get(name, ()) if key in counts}
        options += [
            OptionCount(name, key, known[key].label(selection.language), counts[key])
            for key in (*most, *sorted(kept.difference(most)))
        ]
    return Counts(_all_of([searched, *chosen.values()], values).bit_count(), options)


def _all_of(sets: Iterable[int], values: ValueMap) -> int:
    """Return the entries that are in all the sets."""
    return reduce(and_, sets, values.everything())


def matching_ids(query: Query) -> list[int]:
    """Return the ids of all entries, of any kind, that the words find."""
    if not query.terms:
        return []
    sql = statements.matching(query)
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.parameters)
        return [pk for (pk,) in cursor.fetchall()]


def walk(selection: Selection) -> Iterator[SearchEntry]:
    """Yield the whole selection by title, with `labels`, holding only a few entries at a time.

    Each step begins after the last title of the one before it. So nothing that is published
    meanwhile repeats or hides an entry, and no query stays open while a slow reader downloads.
    """
    after: tuple[str, int] | None = None
    while not selection.finds_nothing:
        sql = statements.stepping(selection, after, _STEP)
        entries = list(SearchEntry.objects.raw(sql.text, sql.parameters))
        labels = _labels_of(entries, selection.now)
        for entry in entries:
            entry.labels = labels[entry.pk]
            yield entry
        if len(entries) < _STEP:
            return
        after = (entries[-1].sort_title, entries[-1].pk)


def _labels_of(entries: Sequence[SearchEntry], now: datetime) -> dict[int, dict[str, list[str]]]:
    # Not as facets, which would refer to their entries and these to them: such rings wait for the
    # garbage collector, and a long walk would fill the memory meanwhile.
    labels: dict[int, dict[str, list[str]]] = {entry.pk: {} for entry in entries}
    rows = SearchFacet.objects.valid(now).filter(entry_id__in=list(labels), is_direct=True)
    said = rows.exclude(label="").order_by("name", "label", "pk")
    for pk, name, label in said.values_list("entry_id", "name", "label"):
        labels[pk].setdefault(name, []).append(label)
    return labels
