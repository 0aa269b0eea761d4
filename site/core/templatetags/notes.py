"""Source notes: a statement carries the number that its source has in the list at the foot."""

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def note_of(sources: Sequence[Any], statement: Any) -> int | None:
    """Return the number of `statement`'s source in `sources`, or None when it is not there."""
    for number, source in enumerate(sources, start=1):
        if source.key == statement.key:
            return number
    return None
