"""Addresses of the index pages, for templates that lead there from elsewhere."""

from django import template

from home.listing import index_url as find_index_url

register = template.Library()


@register.simple_tag
def index_url(page_type: str) -> str:
    """Return the address of the index page of a type such as "home.PlaceIndexPage", or ""."""
    return find_index_url(page_type)
