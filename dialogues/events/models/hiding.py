"""Whether a page is kept from readers, and by which means of Wagtail."""

from typing import Final

from wagtail.models import Page, PageViewRestriction

# How Wagtail lets editors keep a page from readers.
PRIVATE_OPTIONS: Final[list[str]] = Page.private_page_options


def is_open(page: Page) -> bool:
    """Whether the page itself is kept from nobody. What is, can be opened at any time."""
    return not PageViewRestriction.objects.filter(page=page.pk).exists()
