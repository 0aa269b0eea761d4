"""RSS: news, and what measures have led to."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext_lazy as _

from core.freshness.readers import shared
from core.language.addresses import root_url
from core.language.plain_text import without_controls
from core.times.days import day_of, midnight
from searching.models import SearchEntry

# How many items a feed holds.
LENGTH = 50
_SECONDS_KEPT = 300


class CleanRss(Rss201rev2Feed):
    """RSS without what XML cannot hold: one such character would take the feed from everybody."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**_clean(facts))

    def add_item(self, **facts: Any) -> None:  # type: ignore[override]
        """As Django's, clean."""
        super().add_item(**_clean(facts))

    def latest_post_date(self) -> datetime:
        """As Django's; for a feed without dates the day, not the moment in which it is read."""
        dates = (item["pubdate"] or item["updateddate"] for item in self.items)
        return max(filter(None, dates), default=midnight(day_of(timezone.now())))


def _clean(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: without_controls(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }


class EntryFeed(Feed[Any, Any]):
    """A feed whose items are entries of the projection."""

    feed_type = CleanRss
    link = "/"
    language = "sv"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        return shared(request, response, seconds=_SECONDS_KEPT, reads=())

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The portal's own address, which Django's sites framework would otherwise give."""
        return root_url(request)

    def item_title(self, item: SearchEntry) -> str:
        """The title of the page."""
        return str(item.title)

    def item_description(self, item: SearchEntry) -> str:
        """The summary of the page."""
        return str(item.summary)

    def item_link(self, item: SearchEntry) -> str:
        """The address of the page, without host; Django adds it."""
        return str(item.address)

    def item_guid(self, item: SearchEntry) -> str:
        """An identity that stays when the page moves."""
        return f"urn:trygghetsportalen:{item.key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: SearchEntry) -> datetime | None:
        """The day of the entry, at midnight in Sweden."""
        if item.date is None:
            return None
        return midnight(item.date).astimezone(UTC)


class NewsFeed(EntryFeed):
    """The latest news."""

    title = _("Nyheter från Trygghetsportalen")
    description = _("Det senaste om trygghetsarbetet där du bor.")

    def items(self, obj: str) -> list[SearchEntry]:
        """The newest pieces of news."""
        return list(SearchEntry.objects.filter(kind="news").order_by("-date", "-pk")[:LENGTH])


class ResultFeed(EntryFeed):
    """What measures have led to, always with what cannot be concluded."""

    title = _("Resultat från Trygghetsportalen")
    description = _("Vad trygghetsarbetet har lett till, och vad vi inte kan säga säkert.")

    def items(self, obj: str) -> list[SearchEntry]:
        """The measures that have a result, the newest first."""
        entries = SearchEntry.objects.filter(kind="measure", card__has_result=True)
        return list(entries.order_by("-date", "-pk")[:LENGTH])

    def item_description(self, item: SearchEntry) -> str:
        """The first result and its caveat."""
        return f"{item.card['result']} {item.card['caveat']}"
