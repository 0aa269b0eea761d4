"""Charts in templates: `{% bar_chart series.points as chart %}`."""

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.formats import number_format

from core.drawings import charts

register = template.Library()


@register.simple_tag
def bar_chart(points: Sequence[tuple[int, Decimal | float | None]]) -> charts.BarChart:
    """Return the geometry of a chart of year and value."""
    return charts.bar_chart(points)


@register.filter
def figure(value: Decimal | float | None) -> str:
    """12 345,50 in Swedish, 12,345.50 in English: a figure with the decimals that it was given."""
    if value is None:
        return ""
    if not isinstance(value, Decimal):
        # What was counted, as the lines of an axis, has as many as it needs, at most four.
        value = Decimal(f"{value:.4f}".rstrip("0").rstrip("."))
    return number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def unlocalised(value: float) -> str:
    """12.5: a number as SVG needs it, whatever language the page is in."""
    return f"{value:g}"
