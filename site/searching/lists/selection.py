"""What a list or search is about, and what it finds: how many, with which values, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from heapq import nsmallest
from itertools import islice
from operator import and_

from django.db.models.functions import Substr
from pyroaring import BitMap

from searching.facets.facet_index import FacetIndex
from searching.lists.kept_entries import entries_at
from searching.lists.sql import ids_by_rank, matching
from searching.models import SearchEntry, SearchFacet, SearchText
from searching.words.query import Query

# A group with more options than this offers those with the most hits. A district has some sixty
# places, and each of them can be chosen.
MOST_OPTIONS = 80
# How many entries a walk through a whole selection reads at a time.
_STEP = 200
# As much of a text as an excerpt is looked for in.
_SEARCHED_TEXT = 12_000


@dataclass(frozen=True)
class Selection:
    """What is looked for: a kind or all, words, and for each facet the values of which one holds.

    `language` is the reader's, whose entries come first. `ahead` is a value of a facet: what has
    it comes before the rest, in turned order, as what is to come before what has been; never
    among what words have found.
    """

    now: datetime
    language: str
    kind: str | None = None
    query: Query = field(default_factory=Query)
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = "title"
    ahead: tuple[str, str] | None = None


@dataclass(frozen=True)
class OptionCount:
    """How many entries of the selection would be left with one more value of a facet."""

    key: str
    label: str
    count: int


def ranked(selection: Selection) -> list[int] | None:
    """Return the ids of what the words of a selection find, the best first; None without words."""
    if not selection.query:
        return None
    # What was typed may have no single word in it, and then it finds nothing.
    if not selection.query.terms:
        return []
    return ids_by_rank(selection.query, selection.kind, selection.language, selection.order)


class Found:
    """What a selection finds, by the index of its list and what its words have found."""

    def __init__(self, selection: Selection, index: FacetIndex, words: list[int] | None) -> None:
        """Find it, without a query."""
        self.selection, self._index, self._ranked = selection, index, words
        self._moment = selection.now.timestamp()
        self._searched = index.everything if words is None else index.set_of(words)
        self._chosen = {
            name: index.having(name, keys, self._moment) for name, keys in selection.chosen.items()
        }
        self._entries = self._without_choosing("")

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def __contains__(self, entry_id: int) -> bool:
        return self._index.places.get(entry_id, len(self._index.ids)) in self._entries

    def options(self, name: str) -> list[OptionCount]:
        """Return the values of a facet by which the selection can be narrowed.

        Values of one facet are alternatives, facets narrow each other. So the options of a facet
        are counted as if nothing had been chosen in it.
        """
        counts = self._index.counts(name, self._without_choosing(name), self._moment)
        most = nsmallest(MOST_OPTIONS, counts, key=lambda key: (-counts[key], key))
        kept = {key for key in self.selection.chosen.get(name, ()) if key in counts}
        values, language = self._index.values.get(name, {}), self.selection.language
        return [
            OptionCount(key, values[key].label(language), counts[key])
            for key in (*most, *sorted(kept.difference(most)))
        ]

    def page(self, offset: int, limit: int) -> list[SearchEntry]:
        """Return some of the entries in their order, with facets. Three queries at most."""
        ids = list(islice(self._in_order(), offset, offset + limit))
        entries = entries_at(ids, self.selection.now)
        if self._ranked is not None:
            texts = SearchText.objects.filter(entry__in=ids)
            start = Substr("text", 1, _SEARCHED_TEXT)
            searched = dict(texts.values_list("entry", start))
            for entry in entries:
                entry.searched_text = searched.get(entry.pk, "")
        return entries

    def _without_choosing(self, name: str) -> BitMap:
        """Return what would be found if nothing were chosen in one facet."""
        others = (found for other, found in self._chosen.items() if other != name)
        return reduce(and_, others, self._searched)

    def _in_order(self) -> Iterator[int]:
        if self._ranked is not None:
            return (pk for pk in self._ranked if pk in self)
        ahead = BitMap()
        if self.selection.ahead:
            name, key = self.selection.ahead
            ahead = self._index.having(name, [key], self._moment)
        return self._index.in_order(self._entries, self.selection.language, ahead)


def walk(selection: Selection) -> Iterator[SearchEntry]:
    """Yield the whole selection by title, with `labels`, holding only a few entries at a time.

    It needs no index, for that would be held whole. Each step begins after the last title of the
    one before it. So nothing that is published meanwhile repeats or hides an entry, and no query
    stays open while a slow reader downloads.
    """
    entries = SearchEntry.objects.filter(kind=selection.kind).order_by("sort_title", "pk")
    if selection.query.terms:
        entries = entries.filter(pk__in=matching(selection.query))
    elif selection.query:
        return
    for name, keys in selection.chosen.items():
        having = SearchFacet.objects.valid(selection.now).filter(name=name, key__in=keys)
        entries = entries.filter(pk__in=having.values("entry"))
    step = list(entries[:_STEP])
    while step:
        labels = _labels_of(step, selection.now)
        for entry in step:
            entry.labels = labels[entry.pk]
            yield entry
        last = step[-1]
        rest = entries.filter(sort_title__gte=last.sort_title)
        rest = rest.exclude(sort_title=last.sort_title, pk__lte=last.pk)
        step = list(rest[:_STEP]) if len(step) == _STEP else []


def _labels_of(entries: Sequence[SearchEntry], now: datetime) -> dict[int, dict[str, list[str]]]:
    # Not as facets, which would refer to their entries and these to them: such rings wait for the
    # garbage collector, and a long walk would fill the memory meanwhile.
    labels: dict[int, dict[str, list[str]]] = {entry.pk: {} for entry in entries}
    rows = SearchFacet.objects.valid(now).filter(entry_id__in=list(labels), is_direct=True)
    said = rows.exclude(label="").order_by("name", "label", "pk")
    for pk, name, label in said.values_list("entry_id", "name", "label"):
        labels[pk].setdefault(name, []).append(label)
    return labels
