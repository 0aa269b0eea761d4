"""A partnership: what it is for, what it costs, how it is followed up, what came of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import PageManager

from associations.borrowed_words import word_source
from associations.page_rows import rows_with
from associations.register.domain.costs import CostRow
from associations.register.domain.follow_up import NextFollowUp, next_follow_up
from associations.register.domain.partnership_term import Period, last_known
from associations.register.models.rows import PartnershipRole
from associations.register.querysets import PartnershipPageQuerySet
from associations.register.term_words import term_facets, term_moments
from core.blocks.body import BodyBlock
from core.blocks.text import plain_text
from core.models import BasePage
from core.pages.search_document import Facet, SearchDocument
from core.times.days import midnight
from home.answers.blocks import AttachmentStream
from home.measures.blocks import ResultStream, caveat_errors, result_texts
from home.places.place_tree import place_facets


class PartnershipKind(models.TextChoices):
    """What kind of agreement. Neither is a contract: nothing is bought."""

    AGREEMENT = "AGREEMENT", _("Samverkansöverenskommelse")
    IOP = "IOP", _("Idéburet offentligt partnerskap (IOP)")


class PartnershipPage(BasePage):
    """One partnership between an association and the district."""

    parent_page_types = ["associations.PartnershipRegisterPage"]
    subpage_types = []
    search_kind = "partnership"

    kind = models.CharField(_("slag"), max_length=10, choices=PartnershipKind.choices)
    purpose = models.TextField(_("syfte"))
    places = ParentalManyToManyField(
        "home.PlacePage", blank=True, related_name="partnerships", verbose_name=_("platser")
    )
    measures = ParentalManyToManyField(
        "home.MeasurePage", blank=True, related_name="partnerships", verbose_name=_("insatser")
    )

    decided_on = models.DateField(_("beslutat"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("beslutat av"),
    )
    signed_on = models.DateField(_("underskrivet"), null=True, blank=True)
    signed_by_role = models.CharField(
        _("underskrivet av"), max_length=120, blank=True, help_text=_("En roll, aldrig ett namn.")
    )
    late_signing_reason = models.TextField(
        _("varför underskriften dröjde"),
        blank=True,
        help_text=_("Fyll i när underskriften kom efter att perioden började."),
    )

    content = models.TextField(
        _("vad överenskommelsen reglerar"), blank=True, help_text=_("En sak per rad.")
    )
    steering = models.TextField(_("vem som bestämmer vad"), blank=True)
    compensation_model = models.TextField(_("ersättning"), blank=True)
    funding_note = models.TextField(_("om pengarna"), blank=True)

    follow_up_plan = models.TextField(
        _("så följer vi upp"), blank=True, help_text=_("En sak per rad.")
    )
    follow_up_every = models.PositiveSmallIntegerField(
        _("följs upp var … månad"),
        null=True,
        blank=True,
        help_text=_("Portalen räknar ut nästa uppföljning medan partnerskapet pågår."),
    )

    results = StreamField(ResultStream(), blank=True, verbose_name=_("resultat"))
    results_caveat = models.TextField(
        _("vad vi inte kan säga säkert"),
        blank=True,
        help_text=_("Krävs när det finns ett resultat. Visas bredvid, lika stort."),
    )
    lessons = models.TextField(_("lärdomar"), blank=True, help_text=_("En lärdom per rad."))
    predecessor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successors",
        verbose_name=_("ersätter"),
    )
    attachments = StreamField(AttachmentStream(), blank=True, verbose_name=_("bilagor"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("mer om partnerskapet"))

    objects = PageManager.from_queryset(PartnershipPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("purpose"),
        InlinePanel("actor_links", heading=_("Parter"), label=_("Part")),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Perioder får ha luckor, och underskriften får komma sent. Om den gör det, "
                        "skriv varför."
                    )
                ),
                FieldRowPanel([FieldPanel("decided_on"), FieldPanel("decided_by")]),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("signed_by_role")]),
                FieldPanel("late_signing_reason"),
                InlinePanel("period_rows", label=_("Period")),
            ],
            heading=_("Tider"),
        ),
        MultiFieldPanel(
            [FieldPanel("content"), FieldPanel("steering"), FieldPanel("compensation_model")],
            heading=_("Innehåll"),
        ),
        MultiFieldPanel(
            [InlinePanel("cost_rows", label=_("Kostnad")), FieldPanel("funding_note")],
            heading=_("Pengar"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("follow_up_plan"),
                FieldPanel("follow_up_every"),
                InlinePanel("follow_up_rows", label=_("Gjord uppföljning")),
            ],
            heading=_("Uppföljning"),
        ),
        MultiFieldPanel(
            [FieldPanel("results"), FieldPanel("results_caveat"), FieldPanel("lessons")],
            heading=_("Resultat och lärdomar"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("places"),
                FieldPanel("measures"),
                PageChooserPanel("predecessor", page_type="associations.PartnershipPage"),
            ],
            heading=_("Samband"),
        ),
        FieldPanel("attachments"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("partnerskap")
        verbose_name_plural = _("partnerskap")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a result without what it cannot tell, and a chain that bites its tail."""
        super().clean()
        errors = caveat_errors(self.results, self.results_caveat)
        seen = {self.pk} if self.pk else set()
        step = self.predecessor
        while step is not None:
            if step.pk in seen:
                errors["predecessor"] = _("Partnerskapet kan inte ersätta sig självt.")
                break
            seen.add(step.pk)
            step = step.predecessor
        if errors:
            raise ValidationError(errors)

    # ------------------------------------------------------------ reading

    @property
    def periods(self) -> list[Period]:
        """The agreed periods, the earliest first."""
        rows = self.period_rows.all()
        return sorted(Period(row.starts_on, row.ends_on, row.is_extension) for row in rows)

    @property
    def costs(self) -> list[CostRow]:
        """What has been paid, row by row."""
        return [row.as_row() for row in rows_with(self.cost_rows.all(), "with_funding")]

    def next_follow_up(self, today: date) -> NextFollowUp | None:
        """When the partnership is to be followed up next, as of `today`."""
        done = [row.done_on for row in self.follow_up_rows.all()]
        return next_follow_up(self.follow_up_every, done, self.periods, today)

    def term_moments(self) -> Iterator[datetime]:
        """When other words hold of the partnership's term."""
        yield from term_moments(self.periods)

    def moments(self, now: datetime) -> Iterator[datetime]:
        yield from self.term_moments()
        following = self.next_follow_up(timezone.localdate(now))
        if following:
            yield midnight(following.late_from)

    # ------------------------------------------------------------ lists and search

    def search_text(self) -> str:
        words = (
            self.introduction,
            self.purpose,
            self.late_signing_reason,
            self.content,
            self.steering,
            self.compensation_model,
            self.funding_note,
            *(row.label for row in self.cost_rows.all()),
            self.follow_up_plan,
            *(row.summary for row in self.follow_up_rows.all()),
            *result_texts(self.results),
            self.results_caveat,
            self.lessons,
            *(link.actor.name for link in self.actor_links.all()),
        )
        return f"{' '.join(words)} {plain_text(self.body)}"

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        yield from place_facets(self.places.all())
        yield Facet("partnership_kind", self.kind.lower(), str(self.get_kind_display()))
        yield from term_facets(self.periods)
        for row in self.cost_rows.all():
            if row.funding:
                source = word_source(row.funding)
                yield Facet("funding", row.funding.slug, row.funding.title, source=source)

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        if document is None:
            return None
        periods = self.periods
        actors = [link.actor for link in self.actor_links.all()]
        latest = last_known(periods)
        card = {
            "kind": str(self.get_kind_display()),
            "parties": [
                link.actor.name
                for link in self.actor_links.all()
                if link.role == PartnershipRole.PARTY
            ],
            "cost": sum(row.amount for row in self.costs),
            "first_day": periods[0].starts_on.isoformat() if periods else None,
            "last_day": latest.last_day.isoformat() if latest else None,
            "latest_from": latest.starts_on.isoformat() if latest else None,
        }
        started = periods[0].starts_on if periods else self.as_of
        mentions = tuple(f"actor:{actor.pk}" for actor in actors)
        return replace(document, dated_on=started, card=card, mentions=mentions)
