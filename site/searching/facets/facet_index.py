"""Which entries of a list have which values, as sets that are combined and counted in no time.

Number n in a set stands for the n-th entry of the list. docs/facets.md explains all of it.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from math import inf

from pyroaring import BitMap


@dataclass(frozen=True)
class Spans:
    """The entries that have a value for a time only.

    Number n of them is `places[n]`, from `starts[n]` until `ends[n]`, in seconds since 1970.
    """

    places: "array[int]" = field(default_factory=lambda: array("l"))
    starts: "array[float]" = field(default_factory=lambda: array("d"))
    ends: "array[float]" = field(default_factory=lambda: array("d"))
    # The set that was asked for last, and from when until when it is the right one. Comparing ten
    # thousand times for every request would cost more than the rest of the page.
    _last: list[tuple[float, float, BitMap]] = field(default_factory=list, repr=False)

    def at(self, moment: float) -> BitMap:
        """Return the set of those whose time it is."""
        for since, until, entries in self._last:
            if since <= moment < until:
                return entries
        found = self._from_until(moment)
        self._last[:] = [found]
        return found[2]

    def _from_until(self, moment: float) -> tuple[float, float, BitMap]:
        """Return the times between which nothing changes around a time, and the set then."""
        spans = zip(self.places, self.starts, self.ends, strict=True)
        having = BitMap([place for place, start, end in spans if start <= moment < end])
        changes = (*self.starts, *self.ends)
        since = max((change for change in changes if change <= moment), default=-inf)
        until = min((change for change in changes if change > moment), default=inf)
        return since, until, having


@dataclass(frozen=True)
class Value:
    """One value: what it is called in each language, and the entries that have it.

    `lasting` is the set of those that have it at any time of the index.
    """

    labels: Mapping[str, str]
    lasting: BitMap
    spans: Spans | None = None

    def at(self, moment: float) -> BitMap:
        """Return the set of entries that have the value at a time."""
        return self.lasting | self.spans.at(moment) if self.spans else self.lasting

    def label(self, language: str) -> str:
        """Return what it is called in the language, or in the one that came first."""
        return self.labels.get(language) or next(iter(self.labels.values()), "")


@dataclass(frozen=True)
class FacetIndex:
    """The entries of a list in their order, and the values that they have, facet by facet.

    True for all times from `holds_from` on, in seconds since 1970. Nobody changes its sets.
    """

    holds_from: float
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    languages: Mapping[str, BitMap] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    @cached_property
    def everything(self) -> BitMap:
        """The set of all entries."""
        return BitMap(range(len(self.ids)))

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where each entry stands in the list, by its id."""
        return {pk: place for place, pk in enumerate(self.ids)}

    def set_of(self, ids: Iterable[int]) -> BitMap:
        """Return the set of the entries with these ids; others are left out."""
        places = self.places
        return BitMap([places[pk] for pk in ids if pk in places])

    def having(self, name: str, keys: Iterable[str], moment: float) -> BitMap:
        """Return the set of entries that have one of the values of a facet at a time."""
        known = self.values.get(name, {})
        return BitMap().union(*(known[key].at(moment) for key in keys if key in known))

    def counts(self, name: str, among: BitMap, moment: float) -> dict[str, int]:
        """Return how many of the set `among` have each value of a facet, those that any has."""
        counted = {
            key: among.intersection_cardinality(value.at(moment))
            for key, value in self.values.get(name, {}).items()
        }
        return {key: number for key, number in counted.items() if number}

    def in_order(self, entries: BitMap, language: str, first: BitMap) -> Iterator[int]:
        """Yield the ids of a set, those in the reader's language first.

        Those of the set `first` come before all others, and among themselves from last to first.
        """
        own, ahead, rest = self.languages.get(language, BitMap()), entries & first, entries - first
        places = chain(reversed(ahead & own), reversed(ahead - own), rest & own, rest - own)
        return (self.ids[place] for place in places)


# For what needs no index, because there is nothing to count.
NO_INDEX = FacetIndex(inf)
