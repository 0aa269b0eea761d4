"""The place mark in templates: `{% placemark page.slug %}` and `{% placemark slug wide=True %}`."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from home.places.placemark import place_mark

register = template.Library()


@register.filter
def place_slug(address: str) -> str:
    """Return the last part of a place's address, from which its place mark is drawn."""
    return address.rstrip("/").rpartition("/")[2]


@register.simple_tag
def placemark(slug: str, *, wide: bool = False) -> SafeString:
    """Return the inline SVG of the place with this slug; `wide` for the head of its page."""
    # Safe: only the shapes depend on the slug, and they are numbers.
    return mark_safe(place_mark(slug, wide=wide))  # noqa: S308
