"""What officers do with a proposal. Every step checks role and state, and is logged.

Each raises PermissionDenied for who may not handle proposals (any more), IllegalMove when the
proposal is in a state that does not allow the step, and Erased when nothing is left to handle.
`text` is what the officer wrote; `proposals.domain.steps` says what each step asks for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from associations.proposals import mails
from associations.proposals.actions.log import record
from associations.proposals.domain.stages import MOVES, Stage
from associations.proposals.models import EventKind, Proposal, ProposalEvent
from associations.proposals.permissions import may_handle_proposals
from core.models import User

_STAGE_FIELDS = ["status", "status_since", "handled_at", "asked_at"]


class Erased(Exception):
    """The proposal has been erased; only its stub is left."""


class NotAHandler(ValueError):
    """The one who should be given a proposal may not handle any."""


@contextmanager
def handling(proposal_id: int, officer: User) -> Iterator[Proposal]:
    """Lock a proposal for one step by `officer`; what follows is stored whole or not at all."""
    if not may_handle_proposals(officer):
        raise PermissionDenied
    with transaction.atomic():
        proposal: Proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
        if proposal.erased_at is not None:
            raise Erased
        yield proposal


def assign(*, proposal_id: int, handler: User | None, officer: User, now: datetime) -> Proposal:
    """Give the proposal to a handler, or to nobody. Raises NotAHandler."""
    with handling(proposal_id, officer) as proposal:
        if handler is not None and not may_handle_proposals(handler):
            raise NotAHandler
        if proposal.handled_by == handler:
            return proposal
        proposal.handled_by = handler
        proposal.save(update_fields=["handled_by"])
        # Who it was stands in the handler's own row; a name in the log could not be erased.
        record(proposal, EventKind.ASSIGNED, now=now, by=officer)
        log(instance=proposal, action="associations.assign_proposal", user=officer)
        return proposal


def register(*, proposal_id: int, text: str, officer: User, now: datetime) -> Proposal:
    """Note the number that the registrar has set, and tell the sender when it is the first."""
    with handling(proposal_id, officer) as proposal:
        if proposal.registry_number == text:
            return proposal
        proposal.registry_number = text
        moves_on = MOVES.allows(proposal.stage, to=Stage.REGISTERED)
        before = proposal.enter(Stage.REGISTERED, now) if moves_on else ""
        proposal.save(update_fields=["registry_number", *_STAGE_FIELDS])
        event = record(
            proposal,
            EventKind.REGISTERED,
            now=now,
            by=officer,
            text=text,
            is_public=True,
            from_status=before,
            to_status=Stage.REGISTERED if moves_on else "",
        )
        log(instance=proposal, action="associations.register_proposal", user=officer)
        if moves_on:
            mails.queue_proposal_news(event)
        return proposal


def move(
    *, proposal_id: int, to: Stage, officer: User, now: datetime, text: str = ""
) -> ProposalEvent:
    """Let the proposal go on to `to`, and tell the sender, with a message if there is one."""
    with handling(proposal_id, officer) as proposal:
        return change_stage(proposal, to, officer=officer, now=now, text=text)


def ask(*, proposal_id: int, text: str, officer: User, now: datetime) -> ProposalEvent:
    """Ask the sender for more; the proposal waits for the answer but stays in its stage."""
    with handling(proposal_id, officer) as proposal:
        if proposal.handled_at is not None:
            MOVES.check(proposal.stage, to=proposal.stage)
        proposal.asked_at = now
        proposal.save(update_fields=["asked_at"])
        return _say(proposal, EventKind.ASKED, text, officer, now)


def write_message(*, proposal_id: int, text: str, officer: User, now: datetime) -> ProposalEvent:
    """Tell the sender something to which no answer is needed."""
    with handling(proposal_id, officer) as proposal:
        return _say(proposal, EventKind.MESSAGE, text, officer, now)


def note(*, proposal_id: int, text: str, officer: User, now: datetime) -> ProposalEvent:
    """Write an internal note. Part of the public record, but not shown to the sender."""
    with handling(proposal_id, officer) as proposal:
        event = record(proposal, EventKind.NOTE, now=now, by=officer, text=text)
        log(instance=proposal, action="associations.note_on_proposal", user=officer)
        return event


def redirect_elsewhere(
    *, proposal_id: int, text: str, officer: User, now: datetime
) -> ProposalEvent:
    """Close the proposal because somebody else is responsible; `text` tells the sender who."""
    return move(proposal_id=proposal_id, to=Stage.REDIRECTED, officer=officer, now=now, text=text)


def withdraw(*, proposal_id: int, text: str, officer: User, now: datetime) -> ProposalEvent:
    """Close the proposal because its sender has told an officer to."""
    return move(proposal_id=proposal_id, to=Stage.WITHDRAWN, officer=officer, now=now, text=text)


def note_handing_out(*, proposal_id: int, form: str, officer: User, now: datetime) -> Proposal:
    """Log that `officer` took the whole case out in `form`, such as "JSON".

    Whoever asks for a public record, or for their own data, may have it.
    """
    with handling(proposal_id, officer) as proposal:
        record(proposal, EventKind.EXPORTED, now=now, by=officer, text=form)
        log(instance=proposal, action="associations.export_proposal", user=officer)
        return proposal


def change_stage(
    proposal: Proposal, to: Stage, *, officer: User, now: datetime, text: str = ""
) -> ProposalEvent:
    """Move a locked proposal, log it and queue the sender's mail. Raises IllegalMove."""
    event = enter_stage(proposal, to, now=now, by=officer, text=text)
    moved = {"from": str(event.from_status), "to": str(event.to_status)}
    log(instance=proposal, action="associations.move_proposal", user=officer, data=moved)
    mails.queue_proposal_news(event)
    return event


def enter_stage(proposal: Proposal, to: Stage, *, now: datetime, **told: Any) -> ProposalEvent:
    """Store that a locked proposal is in another stage, as an event. Raises IllegalMove."""
    before = proposal.enter(to, now)
    proposal.save(update_fields=_STAGE_FIELDS)
    told |= {"from_status": before, "to_status": to, "is_public": True}
    return record(proposal, EventKind.MOVED, now=now, **told)


def _say(
    proposal: Proposal, kind: EventKind, text: str, officer: User, now: datetime
) -> ProposalEvent:
    event = record(proposal, kind, now=now, by=officer, text=text, is_public=True)
    log(instance=proposal, action="associations.write_to_proposer", user=officer)
    mails.queue_proposal_news(event)
    return event
