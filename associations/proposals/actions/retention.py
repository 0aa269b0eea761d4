"""Erasing a proposal when its time of keeping is over (gallring): explicit, logged, with a stub."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from associations.models import EventKind, Proposal
from associations.proposals.actions.events import record
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.models.case import new_link_key
from associations.proposals.permissions import may_erase_proposals
from casework.files.private_storage import remove_after_commit
from casework.records.retention import is_due
from core.models import User


class NotDue(Exception):
    """The rules say that the proposal is still to be kept."""


def is_to_be_erased(proposal: Proposal, now: datetime) -> bool:
    """Whether the rule for the proposal's final stage says that its time is over."""
    months = settings.PROPOSAL_RETENTION_MONTHS.get(proposal.status)
    if months is None or proposal.erased_at is not None:
        return False
    return is_due(proposal.closed_at, months=months, now=now)


def erase(*, proposal_id: int, officer: User, now: datetime) -> Proposal:
    """Erase words, sender and files; reference, number, dates, stages, places and topics remain.

    Twice is once. Raises PermissionDenied, and NotDue while the proposal is still to be kept.
    """
    if not may_erase_proposals(officer):
        raise PermissionDenied
    with transaction.atomic():
        proposal: Proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
        if proposal.erased_at is not None:
            return proposal
        if not is_to_be_erased(proposal, now):
            raise NotDue
        for name in WRITTEN:
            setattr(proposal, name, "")
        # The secret link opens nothing any more.
        proposal.link_key, proposal.erased_at = new_link_key(), now
        proposal.save()
        _forget_files(proposal)
        proposal.events.update(text="")
        record(proposal, EventKind.ERASED, now=now, by=officer)
        log(instance=proposal, action="associations.erase_proposal", user=officer)
        return proposal


def _forget_files(proposal: Proposal) -> None:
    remove_after_commit([str(file.file.name) for file in proposal.files.all()])
    proposal.files.all().delete()
