"""The list of dialogues."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.models import BasePage
from dialogues.events.changeability import PRIVATE_OPTIONS, is_open
from dialogues.events.page_view.index import index_context

_DAY = timedelta(days=1)


class DialogueIndexPage(BasePage):
    """All dialogues: those that come first, then those that were."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["dialogues.DialoguePage"]
    max_count_per_parent = 1

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    # When the list that this answer shows becomes another by time alone.
    _changes_at: datetime | None = None

    class Meta:
        verbose_name = _("trygghetsdialoger")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context |= index_context(request, timezone.now())
        self._changes_at = context["fresh_until"]
        return context

    @property
    def private_page_options(self) -> list[str]:
        """None: with the list, every dialogue in it would be hidden from those who count on it."""
        return [] if self.live and is_open(self) else PRIVATE_OPTIONS

    def moments(self, now: datetime) -> Iterator[datetime]:
        if self._changes_at:
            yield self._changes_at
        # The month marks today.
        yield timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
