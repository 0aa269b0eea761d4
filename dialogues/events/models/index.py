"""The list of dialogues."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.models import BasePage
from core.times.days import midnight_after
from dialogues.events.models.hiding import PRIVATE_OPTIONS, is_open


class DialogueIndexPage(BasePage):
    """All dialogues: those that come first, then those that were."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["dialogues.DialoguePage"]
    max_count_per_parent = 1

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("trygghetsdialoger")

    @property
    def private_page_options(self) -> list[str]:
        """None: with the list, every dialogue in it would be hidden from those who count on it."""
        return [] if self.live and is_open(self) else PRIVATE_OPTIONS

    def moments(self, now: datetime) -> Iterator[datetime]:
        # The month marks today.
        yield midnight_after(now)
