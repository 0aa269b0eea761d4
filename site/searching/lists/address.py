"""What the address of a list asks for, and the addresses of its neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from core.freshness.declared import note_reads
from searching.facets.vocabulary import FacetKind
from searching.words.query import Query, read_query

QUERY = "q"
PAGE = "sida"
# More values of one facet than anybody would choose by hand.
MOST_VALUES = 30
_LONGEST_VALUE = 120


@dataclass(frozen=True)
class Asked:
    """What an address asks for: words, for each facet its chosen values, and a page number.

    `parameters` tells, in the order in which they stand in addresses, which parameter belongs to
    which facet.
    """

    path: str
    parameters: Mapping[str, str]
    query: Query = field(default_factory=Query)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    def url(self, page: int = 1) -> str:
        """Return the address that asks for this, on another page."""
        pairs = [(QUERY, self.query.text)] if self.query.text else []
        for name, parameter in self.parameters.items():
            pairs += [(parameter, key) for key in self.chosen.get(name, ())]
        if page > 1:
            pairs.append((PAGE, str(page)))
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def having(self, name: str, key: str) -> "Asked":
        """Return the same with one more value."""
        return self._choosing(name, (*self.chosen.get(name, ()), key))

    def lacking(self, name: str, key: str) -> "Asked":
        """Return the same without a value."""
        return self._choosing(name, [kept for kept in self.chosen.get(name, ()) if kept != key])

    def without_choices(self) -> "Asked":
        """Return the same words, nothing chosen."""
        return replace(self, chosen={})

    def searching(self, typed: str) -> "Asked":
        """Return the same choices with other words."""
        return replace(self, query=read_query(typed))

    def keeping(self, known: Mapping[str, Mapping[str, str]]) -> "Asked":
        """Return the same with only the values that are keys of `known`, facet by facet."""
        kept = {
            name: tuple(key for key in keys if key in known.get(name, {}))
            for name, keys in self.chosen.items()
        }
        return replace(self, chosen={name: keys for name, keys in kept.items() if keys})

    def _choosing(self, name: str, keys: Sequence[str]) -> "Asked":
        chosen = {**self.chosen, name: tuple(keys)}
        return replace(self, chosen={name: keys for name, keys in chosen.items() if keys})


def asked_of(request: HttpRequest, facets: Sequence[FacetKind]) -> Asked:
    """Return what a request asks for, and note on it what its answer depends on."""
    note_reads(request.META, QUERY, PAGE, *(facet.parameter for facet in facets))
    return read_address(request.path, request.GET, facets)


def read_address(path: str, parameters: QueryDict, facets: Sequence[FacetKind]) -> Asked:
    """Return what an address asks for. Anything may stand there; rubbish asks for nothing."""
    chosen = {}
    for facet in facets:
        values = [value for value in parameters.getlist(facet.parameter) if value.strip()]
        if values:
            chosen[facet.name] = tuple(dict.fromkeys(_clean(v) for v in values[:MOST_VALUES]))
    return Asked(
        path=path,
        parameters={facet.name: facet.parameter for facet in facets},
        query=read_query(parameters.get(QUERY, "")),
        chosen=chosen,
        page=_page_number(parameters.get(PAGE, "")),
    )


def _clean(value: str) -> str:
    return value.replace("\0", "").strip()[:_LONGEST_VALUE]


def _page_number(value: str) -> int:
    """Return the number of a page, the first one for anything that is no number."""
    # Python refuses to read numbers of thousands of digits, and no list is that long.
    digits = value.strip()[:9]
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() else 1
