"""Lists in templates: `{% rows_of list.entries as rows %}`."""

from collections.abc import Mapping

from django import template

from searching.lists.rows import rows_of

register = template.Library()
register.simple_tag(rows_of)


@register.filter
def label_of(labels: Mapping[str, str], code: str) -> str:
    """Return what `code` is called, or the code itself when nobody has named it."""
    return labels.get(code, code)
