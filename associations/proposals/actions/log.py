"""The log of a proposal: written at every step, and read to its end before the next one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from associations.proposals.models import EventKind, Proposal, ProposalEvent
from core.models import User

# They change nothing that an officer decides by.
_HARMLESS = (EventKind.EXPORTED, EventKind.LINK_RENEWED)


class Overtaken(Exception):
    """Something has happened to the case since it was opened: `events`, the oldest first."""

    def __init__(self, events: list[ProposalEvent]) -> None:
        super().__init__("The case has changed since it was opened.")
        self.events = events


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


def last_seen(proposal_id: int) -> int:
    """Return the id of the latest event that a step must have seen; 0 when there is none."""
    events = _events(proposal_id).order_by("-pk")
    return events.values_list("pk", flat=True).first() or 0


@contextmanager
def turn(proposal_id: int, *, seen: int) -> Iterator[None]:
    """Hold the case for one step by somebody who knows its events up to `seen`.

    Raises Overtaken, before anything is done, when there are later ones.
    """
    with transaction.atomic():
        Proposal.objects.select_for_update().get(pk=proposal_id)
        later = _events(proposal_id).filter(pk__gt=seen).select_related("by", "case")
        if events := list(later.order_by("pk")):
            raise Overtaken(events)
        yield


def _events(proposal_id: int) -> QuerySet[ProposalEvent]:
    return ProposalEvent.objects.filter(case=proposal_id).exclude(kind__in=_HARMLESS)
