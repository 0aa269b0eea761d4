"""RSS: the dialogues, those published last first. In the portal's own language, as all its RSS."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.portal_dates import clock, weekday_date
from dialogues.events.domain.dialogue_times import DialogueState
from dialogues.events.list_rows import DialogueRow, row_of
from dialogues.events.listing import KIND
from home.machine_readable.feeds import LENGTH, EntryFeed
from searching.models import SearchEntry


class DialogueFeed(EntryFeed):
    """What is to come and what came of it, as it is published."""

    title = gettext_lazy("Trygghetsdialoger från Trygghetsportalen")
    description = gettext_lazy("Dialoger, vandringar och rapporter i trygghetsarbetet där du bor.")

    def items(self, obj: str) -> list[SearchEntry]:
        """The dialogues that were published last."""
        entries = SearchEntry.objects.filter(kind=KIND, language=settings.LANGUAGE_CODE)
        return list(
            entries.select_related("page").order_by("-page__last_published_at", "-pk")[:LENGTH]
        )

    def item_title(self, item: SearchEntry) -> str:
        """The title, after what one needs to know first."""
        row = row_of(item, timezone.now())
        told = _first_told(row)
        return (
            _("%(told)s: %(title)s") % {"told": told, "title": item.title} if told else item.title
        )

    def item_description(self, item: SearchEntry) -> str:
        """How it stands, when and where it is, and what it is about or what came of it."""
        row = row_of(item, timezone.now())
        where = ", ".join(filter(None, (item.card.get("meeting_point"), row.where)))
        is_reported = row.state == DialogueState.REPORTED
        about = item.card.get("report") if is_reported else item.summary
        return " ".join(
            f"{part.rstrip('.')}." for part in (row.status.label, _when(row), where, about) if part
        )

    def item_pubdate(self, item: SearchEntry) -> datetime | None:
        """When the page was published last, a change of plans included; never the day to come."""
        published = item.page.last_published_at if item.page else None
        return published.astimezone(UTC) if published else None


def _first_told(row: DialogueRow) -> str:
    if row.state in (DialogueState.CANCELLED, DialogueState.POSTPONED):
        return row.status.label
    if row.state == DialogueState.REPORTED:
        return _("Rapport")
    return _("Ny tid") if row.moved_from and row.takes_place else ""


def _when(row: DialogueRow) -> str:
    if row.starts_at is None:
        return str(row.entry.card.get("period", ""))
    return f"{weekday_date(row.starts_at)} {clock(row.starts_at)}"
