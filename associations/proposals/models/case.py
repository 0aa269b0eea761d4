"""What associations propose: the case, its log and its files."""

import secrets
from datetime import date, datetime
from typing import ClassVar

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from associations.proposals.domain.questions import LONGEST_LINE, WRITTEN
from associations.proposals.domain.stages import KEPT_BY, MOVES, Stage
from associations.proposals.domain.steps import EventKind
from associations.proposals.domain.times import due_on, is_overdue
from associations.proposals.querysets import ProposalEventQuerySet, ProposalQuerySet
from casework.files.models import CaseFile
from casework.records.models import Case, CaseEvent
from core.keys.purposes import Purpose, signer


def new_link_key() -> str:
    """Return what the secret link of a proposal is made of: 24 characters nobody can guess."""
    return secrets.token_urlsafe(18)


class Proposal(Case):
    """A partnership that an association proposes. A public record: handled, never deleted.

    The answers have the names of `proposals.domain.questions`. When the time of keeping is
    over, words, sender and files are erased; reference, number, dates, stage, places and topics
    remain as a stub.
    """

    noun = "proposal"
    kept_by: ClassVar = KEPT_BY
    # The secret link opens nothing any more.
    erased: ClassVar = {**dict.fromkeys(WRITTEN, str), "link_key": new_link_key}

    association_name = models.CharField(_("förening"), max_length=LONGEST_LINE, blank=True)
    # Ten digits, or "" when the association has none or did not say.
    organisation_number = models.CharField(_("organisationsnummer"), max_length=10, blank=True)
    contact_name = models.CharField(_("kontaktperson"), max_length=LONGEST_LINE, blank=True)
    contact_role = models.CharField(_("roll"), max_length=LONGEST_LINE, blank=True)
    email = models.EmailField(_("e-postadress"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    adaptation = models.TextField(_("behov av tolk eller annat"), blank=True)
    title = models.CharField(_("idé"), max_length=LONGEST_LINE, blank=True)
    problem = models.TextField(_("problem eller behov"), blank=True)
    places = models.ManyToManyField(
        "home.PlacePage", blank=True, related_name="proposals", verbose_name=_("platser")
    )
    topics = models.ManyToManyField(
        "core.Topic", blank=True, related_name="proposals", verbose_name=_("ämnen")
    )
    activity = models.TextField(_("vad föreningen vill göra"), blank=True)
    target_group = models.TextField(_("för vem"), blank=True)
    goal = models.TextField(_("mål"), blank=True)
    contributes = models.TextField(_("bidrar med"), blank=True)
    needs = models.TextField(_("behöver"), blank=True)
    partners = models.TextField(_("andra som är med"), blank=True)
    period = models.TextField(_("när och hur länge"), blank=True)
    budget = models.TextField(_("kostnad"), blank=True)
    other_funding = models.TextField(_("andra pengar"), blank=True)
    priorities = models.TextField(_("koppling till prioriteringar"), blank=True)
    follow_up = models.TextField(_("uppföljning"), blank=True)

    # When an officer asked for more and no answer has come yet.
    asked_at = models.DateTimeField(_("väntar på svar sedan"), null=True, blank=True)
    link_key = models.CharField(max_length=24, unique=True, default=new_link_key, editable=False)
    # What became of it.
    partnership = models.ForeignKey(
        "associations.PartnershipPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
        verbose_name=_("partnerskap"),
    )
    idea = models.ForeignKey(
        "associations.NotPursued",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
        verbose_name=_("publicerad idé"),
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(Case.Meta):
        verbose_name = _("förslag till partnerskap")
        verbose_name_plural = _("förslag till partnerskap")
        default_permissions = ()
        permissions = [
            ("handle_proposal", _("Kan läsa och handlägga förslag till partnerskap")),
            ("erase_proposal", _("Kan gallra förslag till partnerskap")),
        ]
        indexes = [
            models.Index(fields=["status", "status_since"], name="proposal_by_stage"),
            models.Index(fields=["-received_at", "-id"], name="proposal_list"),
        ]
        constraints = [
            models.CheckConstraint(
                name="proposal_status_is_known", condition=Q(status__in=Stage.values)
            ),
            models.CheckConstraint(
                name="proposal_erased_says_nothing",
                condition=Q(erased_at__isnull=True) | Q(**dict.fromkeys(WRITTEN, "")),
            ),
        ]

    @property
    def stage(self) -> Stage:
        """Where it is on its way."""
        return Stage(self.status)

    @property
    def stage_label(self) -> str:
        """Where it is on its way, as the officers call it."""
        return str(self.stage.label)

    @property
    def token(self) -> str:
        """The secret of the address under which the sender follows the case."""
        return _links().sign(self.link_key)

    @property
    def due_on(self) -> date | None:
        """The last day on which it should leave its stage."""
        return due_on(self.status, self.status_since)

    def is_overdue(self, now: datetime) -> bool:
        """Whether it has been in its stage for longer than it should."""
        return is_overdue(self.status, self.status_since, now=now)

    def enter(self, to: Stage, now: datetime) -> Stage:
        """Go on to a stage, unsaved, and return the one before. Raises IllegalMove."""
        before = self.stage
        MOVES.check(before, to=to)
        self.status, self.status_since = to, now
        if to in MOVES.final:
            self.handled_at, self.asked_at = now, None
        return before

    @classmethod
    def find(cls, token: str) -> "Proposal | None":
        """Return the proposal that `token` opens, or None for anything else."""
        try:
            key = _links().unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.filter(link_key=key).first()


class ProposalEvent(CaseEvent):
    """One thing that happened to a proposal."""

    case = models.ForeignKey(
        Proposal,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=pgettext_lazy("partnerskap", "förslag"),
    )

    objects = ProposalEventQuerySet.as_manager()

    class Meta(CaseEvent.Meta):
        verbose_name = _("händelse i förslag")
        verbose_name_plural = _("händelser i förslag")
        default_permissions = ()
        indexes = [models.Index(fields=["case", "at", "id"], name="proposal_event_order")]

    @property
    def kind_label(self) -> str:
        """What happened, in words."""
        return str(EventKind(self.kind).label)

    @property
    def to_label(self) -> str:
        """The stage that it led to, or ""."""
        return str(Stage(self.to_status).label) if self.to_status else ""

    @property
    def from_label(self) -> str:
        """The stage that it came from, or ""."""
        return str(Stage(self.from_status).label) if self.from_status else ""


class ProposalFile(CaseFile):
    """A file that came with a proposal, or with an answer about it."""

    case = models.ForeignKey(
        Proposal,
        on_delete=models.PROTECT,
        related_name="files",
        verbose_name=pgettext_lazy("partnerskap", "förslag"),
    )
    # What it came with: the proposal itself or an answer.
    event = models.ForeignKey(
        ProposalEvent, on_delete=models.PROTECT, related_name="files", verbose_name=_("händelse")
    )

    class Meta(CaseFile.Meta):
        verbose_name = _("bilaga till förslag")
        verbose_name_plural = _("bilagor till förslag")
        default_permissions = ()


def _links() -> signing.Signer:
    return signer(Purpose.LINKS, salt="associations.my_proposal")
