"""The words and names that many pages share: topics, definitions, actors, funding."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from core.freshness.public_rows import public_rows
from core.language.help_texts import AS_OF, SHORT_NAME
from core.vocabulary.sources import SourceQuerySet, SourceReference


@public_rows
class Topic(TagBase):
    """A word from the portal's controlled list. Editors choose topics, they do not invent them."""

    free_tagging = False

    description = models.CharField(_("beskrivning"), max_length=255, blank=True)

    panels = [
        FieldPanel("name", help_text=_("Ett eller två ord, som läsaren skulle säga det.")),
        FieldPanel("slug", help_text=SHORT_NAME),
        FieldPanel(
            "description",
            help_text=_("En mening om vad ämnet rymmer, till hjälp för den som väljer."),
        ),
    ]

    class Meta:
        verbose_name = _("ämne")
        verbose_name_plural = _("ämnen")
        ordering = ("name", "pk")


class TopicOnPage(ItemBase):
    """That a page is about a topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="on_pages")
    content_object = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="topic_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="topic_once_on_page")
        ]


@public_rows
class Definition(SourceReference):
    """A word of the field, explained for residents.

    The three kinds of prevention are definitions whose slugs the measures know:
    `social`, `situational` and `reassurance`.
    """

    slug = models.SlugField(_("kortnamn"), unique=True)
    term = models.CharField(_("ord"), max_length=120)
    text = models.TextField(_("förklaring"))
    examples = models.TextField(_("exempel"), blank=True, help_text=_("Ett exempel per rad."))

    panels = [
        FieldPanel("term", help_text=_("Ordet som det skrivs mitt i en mening.")),
        FieldPanel("slug", help_text=SHORT_NAME),
        FieldPanel(
            "text", help_text=_("Vad ordet betyder, så att den som aldrig har hört det förstår.")
        ),
        FieldPanel("examples"),
        *SourceReference.source_panels,
    ]

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitioner")
        ordering = ("term", "pk")

    def __str__(self) -> str:
        return self.term

    @property
    def example_list(self) -> list[str]:
        """The examples, one text each."""
        return [line.strip() for line in self.examples.splitlines() if line.strip()]


@public_rows
class FundingSource(SourceReference):
    """Where the money comes from."""

    slug = models.SlugField(_("kortnamn"), unique=True)
    title = models.CharField(_("namn"), max_length=160)
    text = models.TextField(_("beskrivning"), blank=True)

    objects = SourceQuerySet.as_manager()

    panels = [
        FieldPanel(
            "title", help_text=_("Vad pengarna kallas, till exempel ”Medel för platssamverkan”.")
        ),
        FieldPanel("slug", help_text=SHORT_NAME),
        FieldPanel("text", help_text=_("Vem som beslutar om pengarna och vad de får gå till.")),
        *SourceReference.source_panels,
    ]

    class Meta:
        verbose_name = _("finansiering")
        verbose_name_plural = _("finansiering")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class ActorKind(models.TextChoices):
    """What kind of actor, in the order in which residents are shown them."""

    ADMINISTRATION = "ADMINISTRATION", _("Förvaltning")
    BOARD = "BOARD", _("Nämnd")
    UNIT = "UNIT", _("Enhet")
    SERVICE = "SERVICE", _("Verksamhet")
    PROFESSION = "PROFESSION", _("Yrkesroll")
    SCHOOL = "SCHOOL", _("Skola")
    STATE = "STATE", _("Statlig myndighet")
    ASSOCIATION = "ASSOCIATION", _("Förening")
    NON_PROFIT = "NON_PROFIT", _("Ideell organisation")
    STUDY_ASSOCIATION = "STUDY_ASSOCIATION", _("Studieförbund")
    SPORTS_BODY = "SPORTS_BODY", _("Idrottsorganisation")
    FAITH = "FAITH", _("Trossamfund")
    NETWORK = "NETWORK", _("Nätverk")
    INTEREST_BODY = "INTEREST_BODY", _("Intresseorganisation")
    BUSINESS = "BUSINESS", _("Näringsliv")
    POLITICS = "POLITICS", _("Politik")
    RESIDENTS = "RESIDENTS", _("Invånare")


class SpeaksFor(models.TextChoices):
    """For whom an actor may answer when residents are invited."""

    POLICE = "POLICE", _("Polisen")
    DISTRICT = "DISTRICT", _("Stadsdelen")


@public_rows
class Actor(ClusterableModel):
    """An authority, organisation or role that does something for safety. Never a person."""

    slug = models.SlugField(_("kortnamn"), unique=True, max_length=100)
    name = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(_("slag"), max_length=20, choices=ActorKind.choices)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        verbose_name=_("ingår i"),
    )
    speaks_for = models.CharField(
        _("talar för"), max_length=10, choices=SpeaksFor.choices, blank=True
    )
    role = models.CharField(
        _("roll"), max_length=255, blank=True, help_text=_("En mening: vad aktören gör.")
    )
    description = models.TextField(_("beskrivning"), blank=True)
    as_of = models.DateField(_("uppgiften gäller"), null=True, blank=True)

    panels = [
        FieldPanel("name", help_text=_("Organisationens eller rollens namn. Aldrig en persons.")),
        FieldPanel("slug", help_text=SHORT_NAME),
        FieldPanel(
            "kind",
            help_text=_("Vad för slags aktör det är. Läsaren kan välja ut aktörer efter det."),
        ),
        FieldPanel("parent", help_text=_("Den större organisation som aktören är en del av.")),
        FieldPanel(
            "speaks_for",
            help_text=_(
                "Inbjudan till en dialog frågar efter polisen och stadsdelen. De som ingår i"
                " aktören talar också för den."
            ),
        ),
        FieldPanel("role"),
        FieldPanel(
            "description", help_text=_("Vad aktören gör och ansvarar för, i några meningar.")
        ),
        FieldPanel("as_of", help_text=AS_OF),
        InlinePanel("source_links", heading=_("Källor"), label=_("Källa")),
    ]

    class Meta:
        verbose_name = _("aktör")
        verbose_name_plural = _("aktörer")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class ActorSource(SourceReference, Orderable):
    """One source of what the portal says about an actor."""

    actor = ParentalKey(Actor, on_delete=models.CASCADE, related_name="source_links")

    panels = SourceReference.source_panels

    class Meta(Orderable.Meta):
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
