"""Which pages anybody may open: what one page says of another must not lead to a closed door."""

from collections.abc import Iterable
from typing import TypeGuard, TypeVar

from wagtail.models import Page

from core.freshness.present import present

P = TypeVar("P", bound=Page)


def is_public(page: Page | None) -> TypeGuard[Page]:
    """Whether a reader without an account may open `page`; at most one look in a second."""
    return page is not None and page.live and not is_restricted(page)


def only_public(pages: Iterable[P]) -> list[P]:
    """Return those of the pages that a reader without an account may open."""
    return [page for page in pages if is_public(page)]


def is_restricted(page: Page) -> bool:
    """Whether the page, or one above it, is only for some."""
    return page.path.startswith(restricted_paths())


def restricted_paths() -> tuple[str, ...]:
    """Return the tree paths of the pages that only some may open, and with them all below."""
    return present().restricted_pages
