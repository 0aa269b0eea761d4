"""What a list row needs from an entry of the search projection."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from core.templatetags.portal_dates import month, span
from searching.facets.vocabulary import PLAIN_ROW, row_templates, status_shapes

register = template.Library()


@register.filter
def row_template(entry: Any) -> str:
    """Return the template that shows the entry in a list of several kinds."""
    return row_templates().get(entry.kind, PLAIN_ROW)


@register.filter
def facets_of(entry: Any, name: str) -> list[Any]:
    """Return the entry's own values of one facet that hold now, such as "status" or "place"."""
    return [facet for facet in entry.facets_now if facet.name == name and facet.is_direct]


@register.filter
def shape_of(status: Any, kind: str) -> str:
    """Return what a status of that kind looks like: a shape that the status component knows."""
    return status_shapes().get(kind, {}).get(status.key.upper(), status.key)


@register.filter
def place_slug(address: str) -> str:
    """Return the last part of a place's address, from which its place mark is drawn."""
    return address.rstrip("/").rpartition("/")[2]


@register.filter
def iso_month(day: str | None) -> str:
    """september 2024, from a date as cards keep it: "2024-09-01"."""
    return month(date.fromisoformat(day)) if day else ""


@register.simple_tag
def iso_span(first: str | None, last: str | None) -> str:
    """5 september–20 december 2025, from dates as cards keep them; the end of time is open."""
    ends = date.fromisoformat(last) if last else None
    return span(date.fromisoformat(first) if first else None, None if ends == date.max else ends)


@register.filter
def label_of(labels: Mapping[str, str], code: str) -> str:
    """Return what `code` is called, or the code itself when nobody has named it."""
    return labels.get(code, code)
