"""RSS: the dialogues, those published last first. In the portal's own language, as all its RSS."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dialogues.listing import KIND
from home.feeds import LENGTH, EntryFeed
from searching.models import SearchEntry


class DialogueFeed(EntryFeed):
    """What is to come and what came of it, as it is published."""

    title = _("Trygghetsdialoger från Trygghetsportalen")
    description = _("Dialoger, vandringar och rapporter i trygghetsarbetet där du bor.")

    def items(self, obj: str) -> list[SearchEntry]:
        """The dialogues that were published last."""
        entries = SearchEntry.objects.filter(kind=KIND, language=settings.LANGUAGE_CODE)
        return list(entries.order_by("-page__last_published_at", "-pk")[:LENGTH])
