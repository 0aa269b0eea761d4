"""Rows of a list: entries with all that their templates show of them, read once for the list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.translation import get_language

from searching.facets.vocabulary import PLAIN_ROW, row_templates, status_shapes
from searching.models import SearchEntry, SearchFacet


class Status(NamedTuple):
    """A status that an entry has now: its code, its label as it was written, and how it looks."""

    key: str
    label: str
    shape: str


@dataclass(frozen=True)
class Row:
    """One entry as its row shows it.

    `template` is that of its kind. `lang` is the attribute ` lang="en"` where the entry is in
    another language than the page, else empty. `own` holds by name the values of facets that hold
    now and are the entry's own, not what follows from them. `kind_label` is empty where rows do
    not name their kinds.
    """

    entry: SearchEntry
    template: str
    lang: str
    own: Mapping[str, Sequence[SearchFacet]]
    statuses: Sequence[Status]
    kind_label: str = ""


def rows_of(
    entries: Iterable[SearchEntry], kind_labels: Mapping[str, str] | None = None
) -> list[Row]:
    """Return the rows of entries that were read `with_facets`; they name the kinds if told how."""
    here, templates = get_language(), row_templates()
    rows = []
    for entry in entries:
        own: dict[str, list[SearchFacet]] = {}
        for facet in entry.facets_now:
            if facet.is_direct:
                own.setdefault(facet.name, []).append(facet)
        language = entry.language
        rows.append(
            Row(
                entry=entry,
                template=templates.get(entry.kind, PLAIN_ROW),
                lang=format_html(' lang="{}"', language) if language not in ("", here) else "",
                own=own,
                statuses=[
                    Status(status.key, status.label, shape_of(status, entry.kind))
                    for status in own.get("status", ())
                ],
                kind_label=kind_labels.get(entry.kind, entry.kind) if kind_labels else "",
            )
        )
    return rows


def shape_of(status: SearchFacet, kind: str) -> str:
    """Return what a status of that kind looks like: a shape that the status component knows."""
    return status_shapes().get(kind, {}).get(status.key.upper(), status.key)
