"""Texts that editors write with one thing a line."""

from django import template

register = template.Library()


@register.filter
def lines(text: str) -> list[str]:
    """Return the things, without empty lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]
