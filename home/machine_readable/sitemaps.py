"""sitemap.xml: every public address, with the day it last changed."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db import models
from wagtail.models import Page

from home.models import ActorIndexPage
from searching.models import SearchEntry

# Addresses a section of the sitemap; the protocol allows 50 000.
_LIMIT = 2000


class PageSitemap(Sitemap[Page]):
    """All live pages that need no log-in, read without their page types."""

    limit = _LIMIT

    def items(self) -> models.QuerySet[Page]:
        """The pages, in the order of the tree."""
        return Page.objects.live().public().filter(depth__gt=1).order_by("path")

    def location(self, item: Page) -> str:
        """The path of the page's address."""
        return item.url or "/"

    def lastmod(self, item: Page) -> datetime | None:
        """When the page was last published."""
        return item.last_published_at


class ActorSitemap(Sitemap[SearchEntry]):
    """The actors, whose addresses lie below one page."""

    limit = _LIMIT

    def items(self) -> models.QuerySet[SearchEntry]:
        """The entries of the actors, by address."""
        return SearchEntry.objects.filter(kind=ActorIndexPage.entry_kind).order_by("address")

    def location(self, item: SearchEntry) -> str:
        """The path of the actor's address."""
        return str(item.address)


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "sidor": PageSitemap,
    "aktorer": ActorSitemap,
}
