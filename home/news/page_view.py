"""What the pages of news show."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from core.language.addresses import root_url
from core.pages.page_views import shows
from core.pages.schema_org import news_article
from home.news.models import NewsIndexPage, NewsPage
from home.places.topics_and_places import topics_and_places
from searching.lists.listing import list_entries


@shows(NewsIndexPage)
def news_index_shown(page: NewsIndexPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """All news, the latest first."""
    facets = ("place", "topic", "year")
    return {"list": list_entries(request, kind="news", facets=facets, order="-date", now=now)}


@shows(NewsPage, kept=True)
def news_shown(page: NewsPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What a piece of news is about."""
    modified = page.last_published_at
    article = news_article(
        headline=page.title,
        summary=page.summary,
        url=root_url(request) + (page.url or ""),
        published_on=page.published_on,
        modified=timezone.localdate(modified) if modified else None,
        author=settings.WAGTAIL_SITE_NAME,
    )
    return {"about": topics_and_places(page, request), "schema_org": [article]}
