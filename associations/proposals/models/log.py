"""The log of a proposal and the files that came with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from associations.proposals.domain.stages import Stage
from associations.proposals.models.case import Proposal
from associations.proposals.querysets import ProposalEventQuerySet
from casework.models import CaseFile
from casework.records.models import CaseEvent


class EventKind(models.TextChoices):
    """What can happen to a proposal."""

    RECEIVED = "RECEIVED", _("Kom in")
    MOVED = "MOVED", _("Ny status")
    ASSIGNED = "ASSIGNED", _("Ny handläggare")
    REGISTERED = "REGISTERED", _("Diarienummer")
    ASKED = "ASKED", _("Fråga till avsändaren")
    MESSAGE = "MESSAGE", _("Meddelande till avsändaren")
    ANSWERED = "ANSWERED", _("Svar från avsändaren")
    NOTE = "NOTE", _("Intern anteckning")
    LINK_RENEWED = "LINK_RENEWED", _("Ny länk skickad")
    PARTNERSHIP = "PARTNERSHIP", _("Utkast till partnerskap")
    IDEA = "IDEA", _("Utkast till publicerad idé")
    EXPORTED = "EXPORTED", _("Utlämnat")
    ERASED = "ERASED", _("Gallrat")


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
