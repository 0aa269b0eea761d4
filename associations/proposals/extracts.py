"""Proposals, with all that was said and sent about them, as something in which people are found."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.proposals.actions.log import record
from associations.proposals.actions.retention import erase
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.models import EventKind, Proposal
from associations.proposals.permissions import may_erase_proposals
from casework.extracts.actions import stores
from casework.extracts.contact_forms import contact_form
from casework.extracts.records import why_kept
from casework.extracts.sources import Fact, PersonSource, facts_of
from core.models import User

_CONTACTS = ("contact_name", "contact_role", "email", "phone")
_FORM = contact_form(Proposal, *_CONTACTS)


def _rows() -> Iterable[Proposal]:
    words = Proposal.objects.filter(erased_at__isnull=True).order_by("pk")
    rows: Iterable[Proposal] = words.prefetch_related("events", "files").iterator(chunk_size=200)
    return rows


def _facts(row: Proposal) -> list[Fact]:
    told = [
        Fact(f"{event.kind_label} {event.at:%Y-%m-%d}", event.text) for event in row.events.all()
    ]
    files = [Fact(_("Bilaga"), file.name) for file in row.files.all()]
    others = [name for name in WRITTEN if name not in _CONTACTS]
    return [*facts_of(row, _CONTACTS, others), *told, *files]


def _why_kept(row: Proposal, now: datetime, officer: Any) -> str:
    if not may_erase_proposals(officer):
        return _("Du får inte gallra förslag till partnerskap.")
    if why := why_kept(row, now, officer):
        return why
    if not settings.PROPOSAL_ERASING or not (row.kept_under and row.kept_under.decision):
        return _("Det finns inget beslut om att gallra sådana ärenden.")
    return ""


def _erase(pk: int, officer: User, now: datetime) -> None:
    erase(proposal_id=pk, officer=officer, now=now)


def _note(row: Proposal, labels: list[str], officer: User, now: datetime) -> None:
    """Keep what came in: the record of the case says what stood there, and goes with it."""
    came = Proposal.objects.get(pk=row.pk)
    stood = "; ".join(
        f"{field.verbose_name}: {getattr(came, field.name)}"
        for field in Proposal._meta.fields
        if field.name in _CONTACTS and getattr(came, field.name) != getattr(row, field.name)
    )
    text = _("Rättade kontaktuppgifter. Det här stod förut: %(stood)s")
    record(row, EventKind.NOTE, now=now, by=officer, text=text % {"stood": stood})


PROPOSALS = PersonSource(
    name="proposal",
    label=gettext_lazy("Förslag till partnerskap"),
    kept_as="proposal",
    rows=_rows,
    facts=_facts,
    title=lambda row: str(row.reference),
    at=lambda row: row.received_at,
    url=lambda row: reverse("proposals:inspect", args=[row.pk]),
    why_kept=_why_kept,
    erase=_erase,
    form=_FORM,
    correct=stores(_FORM, _note),
)
