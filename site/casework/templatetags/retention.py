"""How long things are kept, for templates."""

from django import template

from casework.records.retention import rule

register = template.Library()


@register.simple_tag
def kept(key: str) -> str:
    """Return for how long what falls under a rule is kept, such as "12 månader"."""
    return rule(key).words
