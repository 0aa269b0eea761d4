"""Addresses of pages without a look into the cache for each.

Wagtail asks there where its sites begin: once for every page object whose address is shown.
"""

from typing import Any

from wagtail.models import Page, Site

from core.freshness.kept_warm import warm


def url_of(page: Page) -> str:
    """Return the address of a page as `page.url` tells it, or "" when it has none."""
    with_root_paths(page)
    return page.url or ""


def with_root_paths(keeper: Any) -> Any:
    """Return `keeper`, a page or a request, where Wagtail now finds in it where sites begin."""
    if not hasattr(keeper, "_wagtail_cached_site_root_paths"):
        keeper._wagtail_cached_site_root_paths = warm("site-roots", Site.get_site_root_paths)
    return keeper
