"""What the sender of a proposal does: sends it, answers, takes it back, asks for a new link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.log_actions import log

from associations.proposals import mails
from associations.proposals.actions.handling import enter_stage
from associations.proposals.actions.log import record
from associations.proposals.domain.stages import MOVES, Stage
from associations.proposals.models import (
    EventKind,
    Proposal,
    ProposalEvent,
    ProposalFile,
    new_link_key,
)
from casework.files import waiting_files
from casework.records.actions import receive

# A link that has just been sent is not replaced: the mail may still be on its way.
LINK_RENEWED_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Proposed:
    """What an association proposes, already checked: words by question, and what was chosen."""

    answers: Mapping[str, str]
    places: Sequence[int] = field(default_factory=tuple)
    topics: Sequence[int] = field(default_factory=tuple)


def receive_proposal(
    *, proposed: Proposed, form_key: str, content_key: str, now: datetime
) -> Proposal:
    """Store a proposal under a new reference, with its files, log and mails, and return it.

    All of it is stored, or nothing. The same form twice, at once or later, gives the case that
    is already there.
    """

    def store_the_rest(proposal: Proposal) -> None:
        # Nothing is there yet, so nothing needs to be compared.
        proposal.places.add(*proposed.places)
        proposal.topics.add(*proposed.topics)
        event = record(
            proposal,
            EventKind.RECEIVED,
            now=now,
            is_by_sender=True,
            to_status=Stage.RECEIVED,
            is_public=True,
        )
        _attach(event, form_key, now)
        mails.queue_proposal_receipt(proposal)
        mails.queue_proposal_arrival(proposal)

    return receive(
        Proposal,
        idempotency_key=form_key,
        now=now,
        and_then=store_the_rest,
        status=Stage.RECEIVED,
        status_since=now,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        content_key=content_key,
        **proposed.answers,
    )


@transaction.atomic
def answer_request(*, proposal_id: int, text: str, form_key: str, now: datetime) -> ProposalEvent:
    """Store what the sender answers or adds, with its files. The same form twice is one answer."""
    proposal = _locked(proposal_id)
    known = ProposalEvent.objects.filter(case=proposal, form_key=form_key).first()
    if known is not None:
        return known
    event = record(
        proposal,
        EventKind.ANSWERED,
        now=now,
        is_by_sender=True,
        text=text,
        is_public=True,
        form_key=form_key,
    )
    _attach(event, form_key, now)
    proposal.asked_at = None
    proposal.save(update_fields=["asked_at"])
    log(instance=proposal, action="associations.answer_proposal")
    mails.queue_proposal_answer(event)
    return event


@transaction.atomic
def take_back(*, proposal_id: int, now: datetime) -> bool:
    """Withdraw a proposal because its sender wants to; whether that was still possible."""
    proposal = _locked(proposal_id)
    if not MOVES.allows(proposal.stage, to=Stage.WITHDRAWN):
        return False
    event = enter_stage(proposal, Stage.WITHDRAWN, now=now, is_by_sender=True)
    log(instance=proposal, action="associations.take_back_proposal")
    mails.queue_proposal_answer(event)
    mails.queue_proposal_news(event)
    return True


@transaction.atomic
def renew_link(*, reference: str, email: str, now: datetime) -> bool:
    """Mail the sender a new link; the old one opens nothing any more. Whether anything was sent.

    Only to the address in the proposal, and not again while the last one may be on its way.
    Whoever asks must be told the same in any case, or addresses could be tried out.
    """
    wanted = Proposal.objects.select_for_update().filter(
        reference=reference, email__iexact=email, erased_at__isnull=True
    )
    proposal = wanted.first()
    if proposal is None or not email:
        return False
    lately = now - LINK_RENEWED_AFTER
    if proposal.events.filter(kind=EventKind.LINK_RENEWED, at__gt=lately).exists():
        return False
    proposal.link_key = new_link_key()
    proposal.save(update_fields=["link_key"])
    event = record(proposal, EventKind.LINK_RENEWED, now=now, is_by_sender=True)
    log(instance=proposal, action="associations.renew_proposal_link")
    mails.queue_proposal_link(event)
    return True


def _locked(proposal_id: int) -> Proposal:
    proposal: Proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    return proposal


def _attach(event: ProposalEvent, form_key: str, now: datetime) -> None:
    common = {"case": event.case, "event": event, "received_at": now}
    files = [ProposalFile(**common, **held) for held in waiting_files.claim(form_key)]
    ProposalFile.objects.bulk_create(files)
