"""What belongs to one partnership: who does what, when it holds, what it cost, how it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from associations.register.domain.costs import CostRow
from associations.register.querysets import PartnershipActorQuerySet, PartnershipCostQuerySet


class PartnershipRole(models.TextChoices):
    """What an actor does in a partnership."""

    PARTY = "PARTY", _("Part")
    PERFORMER = "PERFORMER", _("Utför")
    SUPPORT = "SUPPORT", _("Stöder")


class PartnershipActor(Orderable):
    """That an actor is party to, performs or supports a partnership."""

    partnership = ParentalKey(
        "associations.PartnershipPage", on_delete=models.CASCADE, related_name="actor_links"
    )
    actor = models.ForeignKey(
        "core.Actor",
        on_delete=models.PROTECT,
        related_name="partnership_links",
        verbose_name=_("aktör"),
    )
    role = models.CharField(
        _("roll"), max_length=10, choices=PartnershipRole.choices, default=PartnershipRole.PARTY
    )

    objects = PartnershipActorQuerySet.as_manager()

    panels = [FieldRowPanel([FieldPanel("actor"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        verbose_name = _("part i partnerskap")
        verbose_name_plural = _("parter i partnerskap")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "actor", "role"], name="partnership_actor_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"


class PartnershipPeriod(Orderable):
    """Days during which a partnership holds. Extensions are periods of their own."""

    partnership = ParentalKey(
        "associations.PartnershipPage", on_delete=models.CASCADE, related_name="period_rows"
    )
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"), null=True, blank=True)
    is_extension = models.BooleanField(_("förlängning"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("is_extension")])
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("period")
        verbose_name_plural = _("perioder")
        constraints = [
            models.CheckConstraint(
                name="partnership_period_ends_after_start",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("Perioden slutar innan den börjar."),
            )
        ]


class PartnershipCost(Orderable):
    """What was paid for some days, and from where."""

    partnership = ParentalKey(
        "associations.PartnershipPage", on_delete=models.CASCADE, related_name="cost_rows"
    )
    label = models.CharField(_("vad kostnaden gäller"), max_length=160)
    amount = models.PositiveIntegerField(_("kronor"))
    covers_from = models.DateField(_("gäller från"), null=True, blank=True)
    covers_to = models.DateField(_("gäller till"), null=True, blank=True)
    funding = models.ForeignKey(
        "core.FundingSource",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="partnership_costs",
        verbose_name=_("betalas med"),
    )
    as_of = models.DateField(_("uppgiften gäller"), null=True, blank=True)

    objects = PartnershipCostQuerySet.as_manager()

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("funding")]),
        FieldRowPanel([FieldPanel("covers_from"), FieldPanel("covers_to"), FieldPanel("as_of")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("kostnad")
        verbose_name_plural = _("kostnader")
        constraints = [
            models.CheckConstraint(
                name="partnership_cost_covers_forwards",
                condition=models.Q(covers_to__isnull=True)
                | models.Q(covers_from__isnull=True)
                | models.Q(covers_to__gte=models.F("covers_from")),
                violation_error_message=_("Kostnadens sista dag är före den första."),
            )
        ]

    def as_row(self) -> CostRow:
        """The cost as a plain value, to add up."""
        return CostRow(
            label=self.label,
            amount=self.amount,
            covers_from=self.covers_from,
            covers_to=self.covers_to,
            funding=self.funding.title if self.funding else "",
            as_of=self.as_of,
        )


class PartnershipFollowUp(Orderable):
    """A follow-up that was done, and what it showed."""

    partnership = ParentalKey(
        "associations.PartnershipPage", on_delete=models.CASCADE, related_name="follow_up_rows"
    )
    done_on = models.DateField(_("gjord"))
    summary = models.TextField(_("vad den visade"))
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("dokument"),
    )

    panels = [FieldPanel("done_on"), FieldPanel("summary"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("uppföljning")
        verbose_name_plural = _("uppföljningar")
