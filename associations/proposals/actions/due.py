"""Tells the portal's mailbox which proposals an officer should erase. Erases nothing itself."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from associations.models import Proposal
from associations.proposals.mails import proposals_due_told_on, queue_proposals_due
from casework.records.retention import STOCKHOLM, erase_on


def due_since(proposal: Proposal) -> date:
    """Return the day on which the time of keeping a closed proposal was over."""
    if proposal.closed_at is None:
        raise ValueError("A proposal that is not closed is never to be erased.")
    months = settings.PROPOSAL_RETENTION_MONTHS[proposal.status]
    return erase_on(proposal.closed_at, months=months)


@transaction.atomic
def tell_of_due_proposals(now: datetime) -> int:
    """Queue one mail when proposals have become due since the last one; return how many are new.

    The mail names all that are due, by reference only.
    """
    due = list(Proposal.objects.to_erase(now))
    told_on = proposals_due_told_on()
    new = [each for each in due if told_on is None or due_since(each) > told_on]
    if new:
        today = now.astimezone(STOCKHOLM).date()
        queue_proposals_due([each.reference for each in due], today)
    return len(new)
