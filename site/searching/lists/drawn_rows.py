"""Rows of lists as HTML, drawn once for all lists and searches that show them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.freshness.kept_warm import warm
from searching.lists.rows import Row, rows_of
from searching.models import SearchEntry


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
    def draw() -> str:
        return str(get_template(template).render({"row": row, **told}))

    entry = row.entry
    if entry.title_segments or entry.excerpt:
        # What was searched for is marked in it.
        return draw()
    return warm(f"row:{template}:{_version(row)}:{told}", draw)


def _version(row: Row) -> str:
    """Return what is another when the row looks otherwise.

    An entry that is written again says so, and so do the values that hold now.
    """
    facets = ",".join(str(facet.pk) for facet in row.entry.facets.all())
    written = row.entry.written_at.timestamp()
    return f"{row.entry.pk}:{written}:{facets}:{get_language()}:{row.kind_label}"
