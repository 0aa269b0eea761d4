"""Which entries of a list have which values, as sets of bits that are counted in no time.

Ten thousand entries have a hundred thousand values, and every choice of a reader asks for other
counts of them. In SQL that takes a tenth of a second each time; here it takes a thousandth, for
bit n of a set stands for the n-th entry of the list, and sets are combined with & and |.

The map of a list is made when somebody asks for the first time after an entry was written.
"""

import uuid
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, islice
from math import inf
from typing import Any

from django.core.cache import cache
from django.db import connection, models

from core.freshness.kept_warm import stamp
from searching.models import SearchEntry, SearchFacet

_ORDERS = {
    "title": ("sort_title", "pk"),
    "-date": (models.F("date").desc(nulls_last=True), "sort_title", "pk"),
}
# A map serves all times from this long before it was made. Longer than a request takes, and than
# the clocks of several servers are apart.
_BEFORE = timedelta(hours=1)
# A facet and one of its keys.
_Name = tuple[str, str]


@dataclass(frozen=True)
class Value:
    """One value: what it is called in each language, and the entries that have it.

    `lasting` is the set of those that have it at any time of the map. The others have it for a
    time only: number n from `starts[n]` until `ends[n]`, in seconds since 1970.
    """

    labels: Mapping[str, str]
    lasting: int
    places: "array[int]"
    starts: "array[float]"
    ends: "array[float]"
    # The set that was asked for last, and from when until when it is the right one.
    _last: list[tuple[float, float, int]] = field(default_factory=list, repr=False, compare=False)

    def at(self, moment: float) -> int:
        """Return the set of entries that have the value at a time."""
        if not self.places:
            return self.lasting
        for since, until, entries in self._last:
            if since <= moment < until:
                return entries
        found = self._from_until(moment)
        self._last[:] = [found]
        return found[2]

    def _from_until(self, moment: float) -> tuple[float, float, int]:
        """Return the times between which nothing changes around a time, and the set then."""
        spans = zip(self.places, self.starts, self.ends, strict=True)
        having = [place for place, start, end in spans if start <= moment < end]
        changes = (*self.starts, *self.ends)
        since = max((change for change in changes if change <= moment), default=-inf)
        until = min((change for change in changes if change > moment), default=inf)
        return since, until, self.lasting | _bits(having, max(having, default=0) + 1)

    def label(self, language: str) -> str:
        """Return what it is called in the language, or in the one that came first."""
        return self.labels.get(language) or next(iter(self.labels.values()), "")


@dataclass(frozen=True)
class ValueMap:
    """The entries of one kind in one order, and the values that they have, facet by facet.

    True for all times from `holds_from` on, in seconds since 1970.
    """

    holds_from: float
    ids: "array[int]"
    languages: Mapping[str, int]
    values: Mapping[str, Mapping[str, Value]]

    def chosen(self, chosen: Mapping[str, Sequence[str]], now: datetime) -> dict[str, int]:
        """Return for each facet the set of entries that have one of its chosen values."""
        moment = now.timestamp()
        sets: dict[str, int] = {}
        for name, keys in chosen.items():
            known = self.values.get(name, {})
            sets[name] = 0
            for key in keys:
                sets[name] |= known[key].at(moment) if key in known else 0
        return sets

    def everything(self) -> int:
        """Return the set of all entries."""
        return (1 << len(self.ids)) - 1

    def set_of(self, ids: Iterable[int]) -> int:
        """Return the set of the entries with these ids; others are left out."""
        places = {pk: place for place, pk in enumerate(self.ids)}
        return _bits((places[pk] for pk in ids if pk in places), len(self.ids))

    def page(
        self, entries: int, language: str, offset: int, limit: int, *, first: int = 0
    ) -> list[int]:
        """Return the ids of one page of a set, those in the reader's language first.

        Those of the set `first` come before all others, and among themselves from last to first.
        """
        own, ahead, rest = self.languages.get(language, 0), entries & first, entries & ~first
        places = chain(
            _places_from_last(ahead & own),
            _places_from_last(ahead & ~own),
            _places(rest & own),
            _places(rest & ~own),
        )
        return [self.ids[place] for place in islice(places, offset, offset + limit)]


def _places(entries: int) -> Iterator[int]:
    # Reversed, because the lowest bit is written last.
    return (place for place, bit in enumerate(reversed(f"{entries:b}")) if bit == "1")


def _places_from_last(entries: int) -> Iterator[int]:
    last = entries.bit_length() - 1
    return (last - number for number, bit in enumerate(f"{entries:b}") if bit == "1")


def _bits(places: Iterable[int], size: int) -> int:
    """Return the set of some of `size` places."""
    found = bytearray(size // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


# ---------------------------------------------------------------- making it


# The map that this process used last for each list, with the mark under which it was made.
_at_hand: dict[str, tuple[str, ValueMap]] = {}


def value_map(kind: str, order: str, now: datetime) -> ValueMap:
    """Return the map of the entries of a kind, for `now` and later. One query when it is warm.

    The cache holds it for all processes, and beside it a short note about it: reading a map of
    ten thousand values anew for every request would take longer than everything else.
    """
    version = (stamp(), *_version(kind))
    key = f"value-map:{kind}:{order}"
    note = cache.get(f"{key}:note")
    if note is not None and note[0] == version and note[1] <= now.timestamp():
        found = _kept(key, mark=note[2])
        if found is not None:
            return found
    made = uuid.uuid4().hex, _make(kind, order, (now - _BEFORE).timestamp())
    _at_hand[key] = made
    cache.set(key, made, timeout=None)
    cache.set(f"{key}:note", (version, made[1].holds_from, made[0]), timeout=None)
    return made[1]


def _kept(key: str, mark: str) -> ValueMap | None:
    """Return the map that was made under `mark`, if this process or the cache still has it."""
    for read in (_at_hand.get, cache.get):
        kept = read(key)
        if kept is not None and kept[0] == mark:
            _at_hand[key] = kept
            return kept[1]
    return None


def _version(kind: str) -> tuple[Any, ...]:
    """Return what is another as soon as an entry has been written or removed.

    Writing an entry makes its facets anew, and numbers are never used twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT MAX(id) FROM searching_searchfacet),"
            " (SELECT COUNT(*) FROM searching_searchentry WHERE kind = %s)",
            [kind],
        )
        return tuple(cursor.fetchone())


def _make(kind: str, order: str, holds_from: float) -> ValueMap:
    entries = SearchEntry.objects.filter(kind=kind).order_by(*_ORDERS.get(order, _ORDERS["title"]))
    rows = list(entries.values_list("pk", "language"))
    making = _Making(rows, holds_from)
    for facet, pk, name, key, start, end in _facets(kind):
        making.add(facet, pk, (name, key), _seconds(start, -inf), _seconds(end, inf))
    languages = {
        language: _bits(
            (at for at, (_pk, spoken) in enumerate(rows) if spoken == language), len(rows)
        )
        for language in {language for _pk, language in rows}
    }
    ids = array("q", (pk for pk, _language in rows))
    return ValueMap(holds_from, ids, languages, making.values())


class _Gathered:
    """The entries of one value, while they are gathered.

    As bytes, because a whole number would be copied for each of them.
    """

    def __init__(self, size: int) -> None:
        self.lasting = bytearray(size)
        self.places, self.starts, self.ends = array("l"), array("d"), array("d")
        # For each language its first facet, so that only those labels are read.
        self.labelled: dict[str, int] = {}

    def add(self, place: int, start: float, end: float, holds_from: float) -> None:
        if start <= holds_from and end == inf:
            self.lasting[place >> 3] |= 1 << (place & 7)
        elif end > holds_from:
            self.places.append(place)
            self.starts.append(start)
            self.ends.append(end)

    def value(self, labels: Mapping[int, str]) -> Value:
        called = {language: labels.get(facet, "") for language, facet in self.labelled.items()}
        lasting = int.from_bytes(self.lasting, "little")
        return Value(called, lasting, self.places, self.starts, self.ends)


class _Making:
    """A map that grows facet by facet."""

    def __init__(self, rows: Sequence[tuple[int, str]], holds_from: float) -> None:
        self.size = len(rows) // 8 + 1
        self.holds_from = holds_from
        self.places = {pk: place for place, (pk, _language) in enumerate(rows)}
        self.spoken = dict(rows)
        self.gathered: dict[_Name, _Gathered] = {}

    def add(self, facet: int, pk: int, name: _Name, start: float, end: float) -> None:
        """Note that the entry `pk` has a value for a time. Entries that are not listed are not."""
        place = self.places.get(pk)
        if place is None:
            return
        found = self.gathered.get(name)
        if found is None:
            found = self.gathered[name] = _Gathered(self.size)
        found.add(place, start, end, self.holds_from)
        language = self.spoken[pk]
        if facet < found.labelled.get(language, facet + 1):
            found.labelled[language] = facet

    def values(self) -> dict[str, dict[str, Value]]:
        """Return the values, facet by facet."""
        first = (found.labelled.values() for found in self.gathered.values())
        labels = _labels(chain.from_iterable(first))
        values: dict[str, dict[str, Value]] = {}
        for (name, key), found in self.gathered.items():
            values.setdefault(name, {})[key] = found.value(labels)
        return values


def _facets(kind: str) -> Iterator[tuple[Any, ...]]:
    """Yield the facets of all entries of a kind: only what an index holds, in any order."""
    facets = SearchFacet.objects.filter(entry__kind=kind).exclude(name="")
    columns = ("pk", "entry_id", "name", "key", "valid_from", "valid_until")
    return facets.values_list(*columns).iterator(chunk_size=5000)


def _labels(facets: Iterable[int]) -> dict[int, str]:
    labels: dict[int, str] = {}
    waiting = iter(facets)
    while step := list(islice(waiting, 500)):
        labels.update(SearchFacet.objects.filter(pk__in=step).values_list("pk", "label"))
    return labels


def _seconds(at: datetime | None, otherwise: float) -> float:
    return at.timestamp() if at else otherwise
