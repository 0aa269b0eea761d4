"""A page with all that is read to show it: gathered once for the readers of a minute.

Only where its page view says so, for readers without a session, and at the plain address.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Site

from core.freshness.declared import note_reads, noted_reads
from core.freshness.kept_warm import pages, warm
from core.freshness.readers import is_anonymous
from core.pages.page_views import may_be_kept, shown_by
from core.times.days import midnight_after
from core.vocabulary.sources import Citation


@dataclass(frozen=True)
class Gathered:
    """What is shown of a page. Readers share it, so nobody changes it."""

    page: Any
    sources: list[Citation]
    moments: tuple[datetime, ...]
    schema_org: list[dict[str, Any]]
    shown: dict[str, Any]
    # The parameters of the address that were read to show it.
    reads: frozenset[str]

    def next_moment(self, now: datetime) -> datetime:
        """When time alone may make another of it: at the latest at midnight."""
        ahead = (moment for moment in (*self.page.moments(now), *self.moments) if moment > now)
        return min((midnight_after(now), *ahead))


def gathered_for(page: Any, request: HttpRequest) -> Gathered:
    """Return what is shown of `page`: what an earlier reader was shown, if that is still so."""
    now = timezone.now()
    is_plain = is_anonymous(request) and not request.GET
    is_preview = getattr(request, "is_preview", False)
    if page.pk is None or is_preview or not is_plain or not may_be_kept(page):
        return _gather(page, request, now)
    site = Site.find_for_request(request)
    gathered = warm(
        f"page:{page.pk}:{page.url_path}:{site.pk if site else 0}:{get_language()}",
        lambda: _gather(page, request, now),
        until=lambda gathered: gathered.next_moment(now),
        keeper=pages,
    )
    # Whoever keeps the answer must know them, also where an earlier reader's request read them.
    note_reads(request.META, *gathered.reads)
    return gathered


def _gather(page: Any, request: HttpRequest, now: datetime) -> Gathered:
    # The sources first: they number what is cited.
    sources = page.all_sources()
    shown = shown_by(page, request, now)
    moments, schema_org = tuple(shown.pop("moments", ())), list(shown.pop("schema_org", ()))
    return Gathered(page, sources, moments, schema_org, shown, noted_reads(request.META))
