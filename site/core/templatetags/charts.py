"""Charts in templates: `{% bar_chart series.points as chart %}`."""

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.formats import number_format

from core import charts

register = template.Library()


@register.simple_tag
def bar_chart(points: Sequence[tuple[int, float | None]]) -> charts.BarChart:
    """Return the geometry of a chart of year and value."""
    return charts.bar_chart(points)


@register.filter
def figure(value: float | None) -> str:
    """12 345,5 in Swedish, 12,345.5 in English: a figure with at most one decimal."""
    if value is None:
        return ""
    rounded = Decimal(f"{value:.1f}".removesuffix(".0"))
    return number_format(rounded, use_l10n=True, force_grouping=True)


@register.filter
def unlocalised(value: float) -> str:
    """12.5: a number as SVG needs it, whatever language the page is in."""
    return f"{value:g}"
