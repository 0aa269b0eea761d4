"""When a proposal's time of keeping is over, who is told, and erasing it (gallring).

Erasing is an officer's: explicit, logged, and it leaves a stub.
"""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from associations.proposals.actions.log import record
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.domain.times import months_kept
from associations.proposals.mails import proposals_due_told_on, queue_proposals_due
from associations.proposals.models import EventKind, Proposal, new_link_key
from associations.proposals.permissions import may_erase_proposals
from casework.files.private_storage import remove_after_commit
from casework.records.retention import erase_on, is_due
from core.models import User
from core.times.days import day_of


class NotDue(Exception):
    """The rules say that the proposal is still to be kept."""


def is_to_be_erased(proposal: Proposal, now: datetime) -> bool:
    """Whether the rule for the proposal's final stage says that its time is over."""
    months = months_kept().get(proposal.status)
    if months is None or proposal.erased_at is not None:
        return False
    return is_due(proposal.closed_at, months=months, now=now)


def due_since(proposal: Proposal) -> date:
    """Return the day on which the time of keeping a closed proposal was over."""
    if proposal.closed_at is None:
        raise ValueError("A proposal that is not closed is never to be erased.")
    return erase_on(proposal.closed_at, months=months_kept()[proposal.status])


@transaction.atomic
def tell_of_due_proposals(now: datetime) -> int:
    """Queue one mail when proposals have become due since the last one; return how many are new.

    The mail names all that are due, by reference only.
    """
    due = list(Proposal.objects.to_erase(now))
    told_on = proposals_due_told_on()
    new = [each for each in due if told_on is None or due_since(each) > told_on]
    if new:
        today = day_of(now)
        queue_proposals_due([each.reference for each in due], today)
    return len(new)


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
