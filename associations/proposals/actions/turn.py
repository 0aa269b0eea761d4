"""One step in a proposal at a time: who has read an older state of the case does nothing to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet

from associations.models import EventKind, Proposal, ProposalEvent

# They change nothing that an officer decides by.
_HARMLESS = (EventKind.EXPORTED, EventKind.LINK_RENEWED)


class Overtaken(Exception):
    """Something has happened to the case since it was opened: `events`, the oldest first."""

    def __init__(self, events: list[ProposalEvent]) -> None:
        super().__init__("The case has changed since it was opened.")
        self.events = events


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
