"""sitemap.xml: every public address, with the day it last changed."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as of_django
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import Page

from core.freshness.readers import shared
from home.models import ActorIndexPage
from searching.models import SearchEntry

# Addresses a section of the sitemap; the protocol allows 50 000.
_LIMIT = 2000
_SECONDS_KEPT = 300


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


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "sidor": PageSitemap,
    "aktorer": ActorSitemap,
}


def sitemap_index(request: HttpRequest) -> TemplateResponse:
    """The sections of the sitemap, and how many parts each has."""
    response = of_django.index(request, SITEMAPS, sitemap_url_name="sitemap-section")
    return shared(request, response, seconds=_SECONDS_KEPT, reads=())


def sitemap_section(request: HttpRequest, section: str) -> TemplateResponse:
    """One section of the sitemap, `?p=` a further part of it."""
    response = of_django.sitemap(request, SITEMAPS, section=section)
    return shared(request, response, seconds=_SECONDS_KEPT, reads=("p",))
