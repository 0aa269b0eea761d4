"""Pages of plain text, and the accessibility statement that the law describes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks.text import SIMPLE_FEATURES, plain_text
from core.language.help_texts import BODY
from core.models import BasePage
from home.standard.blocks import StandardBody


class StandardPage(BasePage):
    """About the portal, how we work, contact, cookies: anything that is mostly text."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage", "home.AccessibilityStatementPage"]
    search_kind = "page"

    body = StreamField(StandardBody(), blank=True, verbose_name=_("innehåll"))
    is_easy_to_read = models.BooleanField(
        _("lättläst"), default=False, help_text=_("Större text och korta rader.")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body", help_text=BODY),
        FieldPanel("is_easy_to_read"),
    ]

    class Meta:
        verbose_name = _("textsida")

    def __str__(self) -> str:
        return self.title

    def search_text(self) -> str:
        return f"{self.introduction} {plain_text(self.body)}"


class Compliance(models.TextChoices):
    """How far the site keeps the law's demands."""

    FULL = "FULL", _("helt förenlig")
    PARTIAL = "PARTIAL", _("delvis förenlig")
    NONE = "NONE", _("inte förenlig")


class AccessibilityStatementPage(BasePage):
    """Tillgänglighetsredogörelse.

    Source: lag (2018:1937) om tillgänglighet till digital offentlig service, 13 §, and Digg's
    regulations: each legally required part is a field of its own, so that none is forgotten.
    """

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = []
    search_kind = "page"

    service_name = models.CharField(_("tjänstens namn"), max_length=160)
    compliance = models.CharField(
        _("förenlighet med lagen"), max_length=10, choices=Compliance.choices
    )
    shortcomings = RichTextField(
        _("innehåll som inte är tillgängligt"),
        features=SIMPLE_FEATURES,
        blank=True,
        help_text=_("Allt som brister, och varför."),
    )
    unreasonable_burden = RichTextField(
        _("oskäligt betungande anpassning (12 §)"), features=SIMPLE_FEATURES, blank=True
    )
    outside_law = RichTextField(
        _("innehåll utanför lagen (9 §)"), features=SIMPLE_FEATURES, blank=True
    )
    method = RichTextField(_("hur vi har testat"), features=SIMPLE_FEATURES)
    assessed_on = models.DateField(_("bedömd"))
    updated_on = models.DateField(_("senast uppdaterad"))

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel(
            [
                FieldPanel(
                    "service_name",
                    help_text=_("Namnet som läsaren känner igen, till exempel portalens."),
                ),
                FieldPanel(
                    "compliance", help_text=_("”Helt” bara när ni inte känner till någon brist.")
                ),
            ]
        ),
        MultiFieldPanel(
            [
                FieldPanel("shortcomings"),
                FieldPanel(
                    "unreasonable_burden",
                    help_text=_(
                        "Det som ni inte gör tillgängligt för att det vore oskäligt, och varför."
                    ),
                ),
                FieldPanel(
                    "outside_law",
                    help_text=_("Det som lagen undantar, till exempel gamla dokument."),
                ),
            ],
            heading=_("Brister och undantag"),
        ),
        FieldPanel("method", help_text=_("Vem som har testat, hur och när.")),
        FieldRowPanel(
            [
                FieldPanel("assessed_on", help_text=_("Dagen då tjänsten senast testades.")),
                FieldPanel("updated_on", help_text=_("Dagen då redogörelsen senast ändrades.")),
            ]
        ),
    ]

    class Meta:
        verbose_name = _("tillgänglighetsredogörelse")

    def __str__(self) -> str:
        return self.title
