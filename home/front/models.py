"""The front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.models import BasePage
from home.front.blocks import DoorsBlock


class HomePage(BasePage):
    """The portal's first page, and the root of everything in one language."""

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
