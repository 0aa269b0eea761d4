"""Makes the index of a list, and keeps it until an entry is written."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import inf
from typing import Any

from django.core.cache import cache
from django.db import connection, models
from pyroaring import BitMap

from core.freshness import changes
from core.freshness.present import present
from searching.facets.facet_index import FacetIndex, Spans, Value
from searching.models import SearchEntry, SearchEntryQuerySet, SearchFacet

_ORDERS = {
    "title": ("sort_title", "pk"),
    "-date": (models.F("date").desc(nulls_last=True), "sort_title", "pk"),
}
_VERSION = "SELECT COUNT(*), (SELECT MAX(id) FROM searching_searchfacet) FROM searching_searchentry"
# An index serves all times from this long before it was made. Longer than a request takes, and
# than the clocks of several servers are apart.
_BEFORE = timedelta(hours=1)
# What nobody asks for is forgotten; under its version an index is never wrong.
_KEPT_SECONDS = 24 * 3600
# The index that this process used last for each list, with the version that it is of. Reading ten
# thousand values from the cache for every request would take longer than everything else.
_at_hand: dict[str, tuple[tuple[Any, ...], FacetIndex]] = {}


def facet_index(
    kind: str | None, names: Iterable[str], now: datetime, order: str = "title"
) -> FacetIndex:
    """Return the index of the entries of a kind, or of all, for `now` and later.

    It knows the facets `names`. One query when it is at hand; the cache holds it for all processes.
    """
    order = order if order in _ORDERS else "title"
    version = (present().stamp, *_version(kind))
    key = f"facet-index:{kind}:{order}:{','.join(sorted(names))}"
    for read in (_at_hand.get, cache.get):
        kept = read(key)
        if kept is not None and kept[0] == version and kept[1].holds_from <= now.timestamp():
            _at_hand[key] = kept
            found: FacetIndex = kept[1]
            return found
    made = _build(kind, names, order, (now - _BEFORE).timestamp())
    if not changes.here.are_pending:
        _at_hand[key] = (version, made)
        cache.set(key, (version, made), timeout=_KEPT_SECONDS)
    return made


def forget() -> None:
    """Have nothing at hand: for tests, whose database goes back in time."""
    _at_hand.clear()


def _version(kind: str | None) -> tuple[Any, ...]:
    """Return what is another as soon as an entry has been written or removed.

    Writing an entry makes its facets anew, and numbers are never used twice.
    """
    of_kind, kinds = ("", []) if kind is None else (" WHERE kind = %s", [kind])
    with connection.cursor() as cursor:
        cursor.execute(_VERSION + of_kind, kinds)
        return tuple(cursor.fetchone())


def _entries(kind: str | None) -> SearchEntryQuerySet:
    entries = SearchEntry.objects.all()
    return entries if kind is None else entries.filter(kind=kind)


# ---------------------------------------------------------------- making it


class _Gathered:
    """What is found of one value, while it is gathered."""

    def __init__(self) -> None:
        self.lasting: list[int] = []
        self.spans: Spans | None = None
        # The facets that have it in each language; the first of them tells what it is called.
        self.facets: dict[str, list[int]] = defaultdict(list)


def _build(kind: str | None, names: Iterable[str], order: str, holds_from: float) -> FacetIndex:
    facets = SearchFacet.objects.filter(name__in=list(names))
    if kind is not None:
        facets = facets.filter(entry__kind=kind)
    rows = list(_entries(kind).order_by(*_ORDERS[order]).values_list("pk", "language"))
    places = {pk: place for place, (pk, _language) in enumerate(rows)}
    gathered = _gather(facets, places, dict(rows), holds_from)
    spoken: dict[str, list[int]] = defaultdict(list)
    for pk, language in rows:
        spoken[language].append(places[pk])
    return FacetIndex(
        holds_from=holds_from,
        ids=array("q", places),
        languages={language: BitMap(those) for language, those in spoken.items()},
        values=_values(gathered),
    )


def _gather(
    facets: "models.QuerySet[SearchFacet]",
    places: dict[int, int],
    languages: dict[int, str],
    holds_from: float,
) -> dict[tuple[str, str], _Gathered]:
    """Read the facets. What has ended is left out, and so are entries that are not listed."""
    gathered: dict[tuple[str, str], _Gathered] = defaultdict(_Gathered)
    lasting = models.Q(valid_from=None, valid_until=None)
    columns = ("pk", "name", "key", "entry_id")
    # Only what an index of the table holds, in any order; apart, because times cost most to read.
    for pk, name, key, entry in facets.filter(lasting).values_list(*columns).iterator(5000):
        if entry in places:
            found = gathered[name, key]
            found.lasting.append(places[entry])
            found.facets[languages[entry]].append(pk)
    timed = facets.exclude(lasting).values_list(*columns, "valid_from", "valid_until")
    for pk, name, key, entry, valid_from, valid_until in timed.iterator(5000):
        if entry in places:
            start, end = _seconds(valid_from, -inf), _seconds(valid_until, inf)
            found = gathered[name, key]
            found.facets[languages[entry]].append(pk)
            if start <= holds_from and end == inf:
                found.lasting.append(places[entry])
            elif end > holds_from:
                spans = found.spans = found.spans or Spans()
                spans.places.append(places[entry])
                spans.starts.append(start)
                spans.ends.append(end)
    return gathered


def _values(gathered: dict[tuple[str, str], _Gathered]) -> dict[str, dict[str, Value]]:
    """Return the values, facet by facet, with what they are called."""
    first = {
        value: sorted((min(facets), language) for language, facets in found.facets.items())
        for value, found in gathered.items()
    }
    labels = _labels([facet for told in first.values() for facet, _language in told])
    values: dict[str, dict[str, Value]] = defaultdict(dict)
    for (name, key), found in gathered.items():
        values[name][key] = Value(
            labels={language: labels.get(facet, "") for facet, language in first[name, key]},
            lasting=BitMap(found.lasting),
            spans=found.spans,
        )
    return dict(values)


def _labels(facets: Sequence[int]) -> dict[int, str]:
    labels: dict[int, str] = {}
    for start in range(0, len(facets), 500):
        step = SearchFacet.objects.filter(pk__in=facets[start : start + 500])
        labels.update(step.values_list("pk", "label"))
    return labels


def _seconds(at: datetime | None, otherwise: float) -> float:
    return at.timestamp() if at else otherwise
