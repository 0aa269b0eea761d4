"""Lists in templates: `{% draw_rows list.entries %}`."""

from collections.abc import Mapping

from django import template

from searching.lists.drawn_rows import draw_rows

register = template.Library()
register.simple_tag(draw_rows)


@register.filter
def label_of(labels: Mapping[str, str], code: str) -> str:
    """Return what `code` is called, or the code itself when nobody has named it."""
    return labels.get(code, code)
