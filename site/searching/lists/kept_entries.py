"""Entries as lists show them, read once for all lists: whole, with their values of all times."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import NamedTuple

from core.freshness.kept_warm import entries, warm_each
from searching.models import SearchEntry, SearchFacet


class _Kept(NamedTuple):
    entry: SearchEntry
    facets: list[SearchFacet]


def entries_at(ids: Sequence[int], now: datetime) -> list[SearchEntry]:
    """Return the entries with these ids in their order, with the values that hold at `now`.

    They are the caller's own, to mark what was searched for in them.
    """
    kept = warm_each("entry", ids, _read, keeper=entries)
    return [_at(kept[pk], now) for pk in ids if pk in kept]


def _at(kept: _Kept, now: datetime) -> SearchEntry:
    entry = copy(kept.entry)
    entry.facets_now = [facet for facet in kept.facets if facet.holds_at(now)]
    return entry


def _read(ids: Sequence[int]) -> Mapping[int, _Kept]:
    facets: dict[int, list[SearchFacet]] = {pk: [] for pk in ids}
    named = SearchFacet.objects.filter(entry_id__in=ids).exclude(name="")
    for facet in named.order_by("name", "label", "pk"):
        facets[facet.entry_id].append(facet)
    read = SearchEntry.objects.in_bulk(ids)
    return {pk: _Kept(entry, facets[pk]) for pk, entry in read.items()}
