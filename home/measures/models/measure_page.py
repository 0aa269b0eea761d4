"""Measures: what is done, by whom, with what result."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.blocks.text import plain_text
from core.language.help_texts import BODY, PLACES
from core.models import BasePage
from core.pages.search_document import Facet, SearchDocument
from core.times.phases import changes, from_midnight
from home.measures.blocks import ResultStream, caveat_errors
from home.measures.domain.measure_status import (
    MeasureTimes,
    StatedStatus,
    status_phases,
)
from home.measures.domain.prevention import PreventionBasis, PreventionType
from home.measures.models.measure_actors import MeasureRole
from home.measures.status_words import measure_facets
from home.places.place_tree import place_facets


class MeasureIndexPage(BasePage):
    """All measures, with what the three kinds of prevention mean."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.MeasurePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("insatser")


class MeasurePage(BasePage):
    """Something that is done for safety: where, by whom, paid by whom, with what result."""

    parent_page_types = ["home.MeasureIndexPage"]
    subpage_types = []
    search_kind = "measure"
    read_with = ("led_to_by",)

    stated_status = models.CharField(
        _("enligt källan"),
        max_length=10,
        choices=StatedStatus.choices,
        default=StatedStatus.ONGOING,
        help_text=_("Vad källan sade när den skrevs. Portalen räknar ut vad som gäller i dag."),
    )
    started_on = models.DateField(_("började"), null=True, blank=True)
    period_starts_on = models.DateField(_("senast kända period, från"), null=True, blank=True)
    period_ends_on = models.DateField(
        _("senast kända period, till"),
        null=True,
        blank=True,
        help_text=_("Efter den dagen står det ”Senast kända period” tills du fyller i en ny."),
    )
    period_text = models.CharField(
        _("tid enligt källan"), max_length=60, blank=True, help_text=_("Till exempel ”2023–2025”.")
    )

    is_social = models.BooleanField(_("social brottsprevention"), default=False)
    is_situational = models.BooleanField(_("situationell brottsprevention"), default=False)
    is_reassurance = models.BooleanField(_("trygghetsskapande"), default=False)
    prevention_basis = models.CharField(
        _("indelningen"),
        max_length=10,
        choices=PreventionBasis.choices,
        default=PreventionBasis.ASSESSMENT,
    )
    target_groups = models.CharField(
        _("för vem"),
        max_length=160,
        blank=True,
        help_text=_("Grupper med komma emellan, till exempel ”barn, unga”."),
    )
    control = models.CharField(
        _("rådighet"),
        max_length=255,
        blank=True,
        help_text=_("Vem som kan besluta och ändra. En mening."),
    )

    places = ParentalManyToManyField(
        "home.PlacePage", blank=True, related_name="measures", verbose_name=_("platser")
    )
    funding = ParentalManyToManyField(
        "core.FundingSource", blank=True, related_name="measures", verbose_name=_("betalas med")
    )
    cost_total = models.PositiveIntegerField(_("kostnad, kronor"), null=True, blank=True)
    cost_note = models.CharField(_("vad kostnaden gäller"), max_length=255, blank=True)

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("så går det till"))
    results = StreamField(ResultStream(), blank=True, verbose_name=_("resultat"))
    results_caveat = models.TextField(
        _("vad vi inte kan säga säkert"),
        blank=True,
        help_text=_("Krävs när det finns ett resultat. Visas bredvid, lika stort."),
    )
    led_to_by = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("vad som ledde hit"),
        help_text=_("Ett svar, en dialog eller en annan sida."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                HelpPanel(_("Skriv vad källan sade och när. Statusen räknas ut av datumen.")),
                FieldRowPanel([FieldPanel("stated_status"), FieldPanel("period_text")]),
                FieldPanel(
                    "started_on",
                    help_text=_("Dagen då insatsen började. Tomt om källan inte säger det."),
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "period_starts_on",
                            help_text=_("Första dagen i den senaste period som källan nämner."),
                        ),
                        FieldPanel("period_ends_on"),
                    ]
                ),
            ],
            heading=_("När"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel(
                            "is_social",
                            help_text=_(
                                "Minskar människors vilja att begå brott, till exempel stöd "
                                "till unga."
                            ),
                        ),
                        FieldPanel(
                            "is_situational",
                            help_text=_(
                                "Gör det svårare att begå brott på en plats, till exempel "
                                "bättre ljus."
                            ),
                        ),
                        FieldPanel(
                            "is_reassurance",
                            help_text=_(
                                "Gör att fler känner sig trygga, till exempel vuxna som syns ute."
                            ),
                        ),
                    ]
                ),
                FieldPanel(
                    "prevention_basis",
                    help_text=_(
                        "Säg om källan själv delar in insatsen så, eller om vi har bedömt det."
                    ),
                ),
                FieldPanel("target_groups"),
            ],
            heading=_("Vad för slags insats"),
        ),
        FieldPanel("places", help_text=PLACES),
        MultiFieldPanel(
            [InlinePanel("actor_links", label=_("Aktör")), FieldPanel("control")],
            heading=_("Vem gör vad"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "funding",
                    help_text=_("Var pengarna kommer från."),
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "cost_total",
                            help_text=_(
                                "Hela kostnaden i kronor, bara siffror. Tomt om källan inte "
                                "säger det."
                            ),
                        ),
                        FieldPanel(
                            "cost_note",
                            help_text=_(
                                "Vad summan omfattar och vilket år, till exempel ”2024, exklusive "
                                "personal”."
                            ),
                        ),
                    ]
                ),
            ],
            heading=_("Pengar"),
        ),
        FieldPanel("body", help_text=BODY),
        MultiFieldPanel(
            [
                FieldPanel("results", help_text=_("Ett resultat i taget, med hur vi vet det.")),
                FieldPanel("results_caveat"),
            ],
            heading=_("Resultat"),
        ),
        FieldPanel("led_to_by"),
    ]

    class Meta:
        verbose_name = _("insats")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a result without what it cannot tell, and a period that ends before it starts."""
        super().clean()
        errors = caveat_errors(self.results, self.results_caveat)
        starts, ends = self.period_starts_on or self.started_on, self.period_ends_on
        if starts and ends and ends < starts:
            errors["period_ends_on"] = _("Perioden slutar innan den börjar.")
        if errors:
            raise ValidationError(errors)

    @property
    def times(self) -> MeasureTimes:
        """The dates that decide the status."""
        return MeasureTimes(
            stated=StatedStatus(self.stated_status),
            as_of=self.as_of,
            started_on=self.started_on,
            period_starts_on=self.period_starts_on,
            period_ends_on=self.period_ends_on,
        )

    @property
    def target_group_list(self) -> list[str]:
        """The groups the measure is for."""
        return [group.strip() for group in self.target_groups.split(",") if group.strip()]

    def prevention_types(self) -> list[PreventionType]:
        """The kinds of prevention the measure belongs to, in a fixed order."""
        chosen = (self.is_social, self.is_situational, self.is_reassurance)
        return [kind for kind, holds in zip(PreventionType, chosen, strict=True) if holds]

    def moments(self, now: datetime) -> Iterator[datetime]:
        yield from changes(from_midnight(status_phases(self.times)))

    # ------------------------------------------------------------ lists and search

    def search_text(self) -> str:
        results = " ".join(block.value["text"] for block in self.results)
        words = (self.introduction, self.target_groups, self.control, results, self.results_caveat)
        return f"{' '.join(words)} {plain_text(self.body)}"

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        yield from place_facets(self.places.all())
        for kind in self.prevention_types():
            yield Facet("prevention", kind.value, str(kind.label))
        for group in self.target_group_list:
            yield Facet("target", slugify(group), group.capitalize())
        yield from measure_facets(self.times)
        if self.results:
            yield Facet("outcome", "med-resultat", gettext("Med resultat"))

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        if document is None:
            return None
        leads = [link.actor for link in self.actor_links.all() if link.role == MeasureRole.LEADS]
        card = {
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "leads": [actor.name for actor in leads],
            "has_result": bool(self.results),
            "caveat": self.results_caveat,
            "result": self.results[0].value["text"] if self.results else "",
        }
        mentions = tuple(f"actor:{actor.pk}" for actor in leads)
        return replace(document, card=card, mentions=mentions)
