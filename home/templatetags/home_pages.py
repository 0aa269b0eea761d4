"""Ways from one page to others: addresses of index pages, and which pages may be shown."""

from collections.abc import Iterable

from django import template
from wagtail.models import Page

from core.routing import public_pages
from home.listing import index_url as find_index_url

register = template.Library()


@register.simple_tag
def index_url(page_type: str) -> str:
    """Return the address of the index page of a type such as "home.PlaceIndexPage", or ""."""
    return find_index_url(page_type)


@register.filter
def if_public(page: Page | None) -> Page | None:
    """Return the page if a reader may open it."""
    return page if public_pages.is_public(page) else None


@register.filter
def only_public(pages: Iterable[Page]) -> list[Page]:
    """Return those of the pages that a reader may open."""
    return public_pages.only_public(pages)
