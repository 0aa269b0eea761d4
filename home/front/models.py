"""The front page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.models import BasePage
from core.pages.schema_org import organization
from home.front.blocks import DoorsBlock
from home.front.page_view import front_lists

if TYPE_CHECKING:
    from core.chrome.chrome import Frame


class HomePage(BasePage):
    """The portal's first page, and the root of everything in one language.

    Other apps offer cards through the hook `front_cards`: a function that takes `now` and
    returns objects with `template` and `context`, and `moments` if time alone changes them.
    """

    parent_page_types = ["wagtailcore.Page"]
    # Open: apps above name the front page as parent of their own index pages.
    subpage_types = None
    search_kind = ""

    question = models.CharField(
        _("frågan överst"), max_length=120, default="Vad händer där du bor?"
    )
    doors = StreamField(
        DoorsBlock(),
        blank=True,
        verbose_name=_("dörrar för föreningar"),
        help_text=_("Två vägar in, till exempel ”Hitta föreningar” och ”Föreslå ett partnerskap”."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    # What other apps show on this answer, once it has been put together.
    _shown_cards: Sequence[Any] = ()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel(
            "question", help_text=_("Rubriken ovanför rutan där man letar efter sin plats.")
        ),
        MultiFieldPanel(
            [
                FieldPanel("doors"),
                FieldPanel("body", help_text=_("Står längst ned på startsidan.")),
            ],
            heading=_("Innehåll"),
        ),
    ]

    class Meta:
        verbose_name = _("startsida")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        context["lists"] = front_lists(now)
        context["cards"] = self._shown_cards = list(self.cards(now))
        return context

    def moments(self, now: datetime) -> Iterator[datetime]:
        for card in self._shown_cards:
            yield from getattr(card, "moments", ())

    def structured_data(self, frame: "Frame") -> list[dict[str, Any]]:
        portal = frame.settings
        return organization(
            name=portal.organisation_name,
            root_url=frame.root_url,
            email=portal.contact_email,
            phone=portal.contact_phone,
            search_path=reverse("searching:search"),
        )

    @staticmethod
    def cards(now: datetime) -> list[Any]:
        """What other apps want to show on the front page at `now`."""
        return [card for offer in hooks.get_hooks("front_cards") for card in offer(now)]
