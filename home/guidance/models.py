"""Things that several pages list: what has priority, and whom to turn to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from core.freshness.public_rows import public_rows
from core.language.help_texts import AREA, AS_OF, ORDER, SHORT_NAME
from core.models import SourceReference
from home.guidance.querysets import ContactPointQuerySet, PriorityQuerySet


class PriorityKind(models.TextChoices):
    """What the priority governs."""

    SAFETY = "SAFETY", _("Trygghetsarbetet")
    PARTNERSHIP = "PARTNERSHIP", _("Partnerskap")
    CONSIDERATION = "CONSIDERATION", _("Att tänka på före ett partnerskap")


@public_rows
class Priority(SourceReference):
    """Something that the district gives priority, and where that is decided."""

    slug = models.SlugField(_("kortnamn"), unique=True)
    title = models.CharField(_("rubrik"), max_length=160)
    text = models.TextField(_("text"))
    kind = models.CharField(_("slag"), max_length=20, choices=PriorityKind.choices)
    governing_document = models.CharField(_("styrande dokument"), max_length=255, blank=True)
    district = models.ForeignKey(
        "home.PlacePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="priorities",
        verbose_name=_("område"),
    )
    places = models.ManyToManyField(
        "home.PlacePage", blank=True, related_name="prioritised_by", verbose_name=_("platser")
    )
    as_of = models.DateField(_("uppgiften gäller"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("ordning"), default=0)

    objects = PriorityQuerySet.as_manager()

    panels = [
        FieldPanel("title", help_text=_("Vad som är prioriterat, med få ord.")),
        FieldPanel("slug", help_text=SHORT_NAME),
        FieldPanel("text", help_text=_("Vad det innebär, i en eller två meningar.")),
        FieldRowPanel(
            [
                FieldPanel("kind", help_text=_("Avgör i vilken lista prioriteringen står.")),
                FieldPanel("as_of", help_text=AS_OF),
                FieldPanel("sort_order", help_text=ORDER),
            ]
        ),
        PageChooserPanel("district", page_type="home.PlacePage", help_text=AREA),
        FieldPanel(
            "places",
            help_text=_("De platser som prioriteringen gäller, om den inte gäller hela området."),
        ),
        FieldPanel(
            "governing_document",
            help_text=_(
                "Det beslut eller program där prioriteringen står, till exempel verksamhetsplanen."
            ),
        ),
        *SourceReference.source_panels,
    ]

    class Meta:
        verbose_name = _("prioritering")
        verbose_name_plural = _("prioriteringar")
        ordering = ("kind", "sort_order", "pk")

    def __str__(self) -> str:
        return self.title


@public_rows
class ContactPoint(SourceReference):
    """A function to turn to with one kind of errand. Never a person."""

    slug = models.SlugField(_("kortnamn"), unique=True)
    title = models.CharField(_("vad det gäller"), max_length=160)
    audience = models.CharField(_("för vem"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)
    channel = models.CharField(
        _("kanal"), max_length=120, blank=True, help_text=_("Till exempel e-post eller webbplats.")
    )
    email = models.EmailField(_("funktionsbrevlåda"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contact_points",
        verbose_name=_("organisation"),
    )
    district = models.ForeignKey(
        "home.PlacePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contact_points",
        verbose_name=_("område"),
    )
    as_of = models.DateField(_("uppgiften gäller"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("ordning"), default=0)

    objects = ContactPointQuerySet.as_manager()

    panels = [
        FieldPanel(
            "title",
            help_text=_("Det man vill ha gjort, till exempel ”Starta en nattvandrargrupp”."),
        ),
        FieldPanel("slug", help_text=SHORT_NAME),
        FieldPanel(
            "audience",
            help_text=_("Till exempel ”ideella föreningar”. Små bokstäver: ordet ”För” står före."),
        ),
        FieldPanel("text", help_text=_("Vad man får hjälp med, i en eller två meningar.")),
        FieldRowPanel(
            [
                FieldPanel("channel"),
                FieldPanel(
                    "email", help_text=_("En brevlåda för en funktion, aldrig en persons adress.")
                ),
                FieldPanel("phone", help_text=_("Ett nummer till en funktion, med riktnummer.")),
            ]
        ),
        FieldPanel("organisation", help_text=_("Den som svarar.")),
        PageChooserPanel("district", page_type="home.PlacePage", help_text=AREA),
        FieldRowPanel(
            [FieldPanel("as_of", help_text=AS_OF), FieldPanel("sort_order", help_text=ORDER)]
        ),
        *SourceReference.source_panels,
    ]

    class Meta:
        verbose_name = _("kontaktväg")
        verbose_name_plural = _("kontaktvägar")
        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        return self.title
