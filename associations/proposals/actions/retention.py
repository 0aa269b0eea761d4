"""When a proposal's time of keeping is over, who is told, and erasing it (gallring).

Erasing is an officer's: explicit, logged, and it leaves a stub.
"""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from associations.proposals.actions.log import record
from associations.proposals.mails import proposals_due_told_on, queue_proposals_due
from associations.proposals.models import EventKind, Proposal
from associations.proposals.permissions import may_erase_proposals
from casework.files.private_storage import remove_after_commit
from casework.records.actions import erase as erase_received
from core.models import User
from core.times.days import day_of


class NotDue(Exception):
    """The rules say that the proposal is still to be kept."""


@transaction.atomic
def tell_of_due_proposals(now: datetime) -> int:
    """Queue one mail when proposals have become due since the last one; return how many are new.

    The mail names all that are due, by reference only.
    """
    due: list[Proposal] = list(Proposal.objects.to_erase(now))
    told_on = proposals_due_told_on()
    new = [each for each in due if told_on is None or _is_due_after(each, told_on)]
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

    def erase_the_rest(proposal: Proposal) -> None:
        remove_after_commit([str(file.file.name) for file in proposal.files.all()])
        proposal.files.all().delete()
        proposal.events.update(text="")
        record(proposal, EventKind.ERASED, now=now, by=officer)

    with transaction.atomic():
        proposal: Proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
        if proposal.erased_at is not None:
            return proposal
        if not proposal.is_to_be_erased(now):
            raise NotDue
        return erase_received(proposal, now=now, officer=officer, and_then=erase_the_rest)


def _is_due_after(proposal: Proposal, day: date) -> bool:
    due_on = proposal.to_erase_on
    return due_on is not None and due_on > day
