"""Proposals for the case officers' workplace: invented, unlike everything else in the demo.

Written as rows, with the log that their handling would have left, so that nobody gets mail.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from associations.models import EventKind, Proposal, ProposalEvent
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.domain.stages import MOVES, Stage
from core.models import User
from home.demo.garden import Garden

INVENTED = Path(__file__).parent / "invented" / "proposals.yaml"
# Written in the file as what happened; in the log they are moves.
_EXITS = {"NOT_PURSUED", "REDIRECTED", "WITHDRAWN"}
_INTERNAL = {EventKind.NOTE}
_BY_SENDER = {EventKind.ANSWERED}


def build_proposals(garden: Garden) -> int:
    """Make the proposals that are not there; return how many. What exists is left alone."""
    described = yaml.safe_load(INVENTED.read_text(encoding="utf-8"))
    wanted = {each["reference"]: each for each in described}
    known = Proposal.objects.filter(reference__in=wanted).values_list("reference", flat=True)
    missing = [wanted[reference] for reference in wanted.keys() - set(known)]
    officer = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    for each in sorted(missing, key=lambda described: -int(described["received"])):
        _make(each, garden, officer)
    return len(missing)


def _make(described: dict[str, Any], garden: Garden, officer: User | None) -> None:
    received = timezone.now() - timedelta(days=described["received"], hours=3)
    reference = described["reference"]
    proposal = Proposal(
        reference=reference,
        received_at=received,
        status=Stage.RECEIVED,
        status_since=received,
        handler=officer if described.get("has_handler") else None,
        form_key=hashlib.sha256(f"demo {reference}".encode()).hexdigest(),
        content_key=hashlib.sha256(f"demo content {reference}".encode()).hexdigest(),
        **{name: described[name] for name in WRITTEN if name in described},
    )
    events = [
        ProposalEvent(
            kind=EventKind.RECEIVED,
            at=received,
            is_by_sender=True,
            is_public=True,
            to_status=Stage.RECEIVED,
        ),
        *(_event(proposal, each, received, officer) for each in described["events"]),
    ]
    proposal.save()
    proposal.places.set(garden.places[slug] for slug in described["places"])
    proposal.topics.set(garden.topics[slug] for slug in described["topics"])
    for event in events:
        event.case = proposal
    ProposalEvent.objects.bulk_create(events)


def _event(
    proposal: Proposal, told: dict[str, Any], received: datetime, officer: User | None
) -> ProposalEvent:
    """Return the event, having done to the proposal what it tells of."""
    at = received + timedelta(days=told["day"])
    kind = EventKind.MOVED if told["kind"] in _EXITS else EventKind(told["kind"])
    event = ProposalEvent(
        kind=kind,
        at=at,
        by=None if kind in _BY_SENDER else officer,
        is_by_sender=kind in _BY_SENDER,
        is_public=kind not in _INTERNAL,
        text=told.get("text", ""),
    )
    if kind == EventKind.REGISTERED:
        proposal.registry_number = event.text
        _move(proposal, event, Stage.REGISTERED)
    elif kind == EventKind.MOVED:
        _move(proposal, event, Stage(told.get("to") or told["kind"]))
    elif kind in (EventKind.ASKED, EventKind.ANSWERED):
        proposal.asked_at = at if kind == EventKind.ASKED else None
    return event


def _move(proposal: Proposal, event: ProposalEvent, to: Stage) -> None:
    MOVES.check(proposal.stage, to=to)
    event.from_status, event.to_status = proposal.status, to
    proposal.status, proposal.status_since = to, event.at
    if to in MOVES.final:
        proposal.closed_at, proposal.asked_at = event.at, None
