"""Writes the log of a proposal."""

from datetime import datetime
from typing import Any

from associations.models import EventKind, Proposal, ProposalEvent
from core.models import User


def record(
    proposal: Proposal,
    kind: EventKind,
    *,
    now: datetime,
    by: User | None = None,
    is_by_sender: bool = False,
    **told: Any,
) -> ProposalEvent:
    """Add to the log that something happened; `told` is what else the event holds."""
    event: ProposalEvent = ProposalEvent.objects.create(
        case=proposal, kind=kind, at=now, by=by, is_by_sender=is_by_sender, **told
    )
    return event
