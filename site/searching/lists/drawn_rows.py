"""Rows of lists as HTML, drawn once for all lists and searches that show them."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.freshness.kept_warm import warm
from searching.lists.rows import Row, rows_of
from searching.models import SearchEntry
from searching.words.excerpts import Segment

_SEGMENTS = "components/segments.html"
# A sign that no text has: letters of nobody's alphabet around it.
_HOLE = "\ue000{}\ue000"


def draw_rows(
    entries: Iterable[SearchEntry],
    kind_labels: Mapping[str, str] | None = None,
    template: str = "",
    **told: Any,
) -> SafeString:
    """Return the rows of entries that were read `with_facets`, one after the other.

    Each is drawn by `template`, or else by that of its kind, from `row` and what is `told`, and
    from nothing else: the time comes in as one of these.
    """
    rows = rows_of(entries, kind_labels)
    drawn = "".join(_drawn(row, template or row.template, told) for row in rows)
    return mark_safe(drawn)  # noqa: S308 - drawn by templates


def _drawn(row: Row, template: str, told: Mapping[str, Any]) -> str:
    entry = row.entry
    # What was searched for is marked in each search anew; all around it is the same.
    marked = {
        name: segments
        for name, segments in (("title_segments", entry.title_segments), ("excerpt", entry.excerpt))
        if segments
    }
    holes = {name: _HOLE.format(name) for name in marked}
    drawn = warm(
        f"row:{template}:{_version(row)}:{told}:{','.join(holes)}",
        lambda: _draw(template, {"row": _with_holes(row, holes), **told}),
    )
    for name, segments in marked.items():
        drawn = drawn.replace(holes[name], _draw(_SEGMENTS, {"segments": segments}).strip("\n"))
    return drawn


def _draw(template: str, told: dict[str, Any]) -> str:
    return str(get_template(template).render(told))


def _with_holes(row: Row, holes: Mapping[str, str]) -> Row:
    """Return the row with a sign in the place of each text that is marked."""
    entry = copy(row.entry)
    for name, sign in holes.items():
        setattr(entry, name, [Segment(sign, is_match=False)])
    return replace(row, entry=entry)


def _version(row: Row) -> str:
    """Return what is another when the row looks otherwise.

    An entry that is written again says so, and so do the values that hold now.
    """
    facets = ",".join(str(facet.pk) for facet in row.entry.facets_now)
    written = row.entry.written_at.timestamp()
    return f"{row.entry.pk}:{written}:{facets}:{get_language()}:{row.kind_label}"
