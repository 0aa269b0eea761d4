"""Proposals for the case officers' workplace, and the page that counts them.

They are invented, unlike everything else in the demo, and written as rows with the log that their
handling would have left, so that nobody gets mail.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from associations.proposals.domain.questions import WRITTEN
from associations.proposals.domain.stages import EXITS, Stage
from associations.proposals.foundation import proposal_figures
from associations.proposals.models import EventKind, Proposal, ProposalEvent
from associations.register.models import PartnershipRegisterPage
from core.models import User
from home.demo.garden import Garden

INVENTED = Path(__file__).with_name("demo_cases.yaml")
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


def build_proposal_figures(garden: Garden, register: PartnershipRegisterPage) -> None:
    """Make the page below the register."""
    garden.planter.page(register, proposal_figures())


def _make(described: dict[str, Any], garden: Garden, officer: User | None) -> None:
    received = timezone.now() - timedelta(days=described["received"], hours=3)
    reference = described["reference"]
    proposal = Proposal(
        reference=reference,
        received_at=received,
        status=Stage.RECEIVED,
        status_since=received,
        handled_by=officer if described.get("has_handler") else None,
        idempotency_key=hashlib.sha256(f"demo {reference}".encode()).hexdigest(),
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
    # An exit is written as what happened; in the log it is a move.
    kind = EventKind.MOVED if told["kind"] in EXITS else EventKind(told["kind"])
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
        _enter(proposal, event, Stage.REGISTERED)
    elif kind == EventKind.MOVED:
        _enter(proposal, event, Stage(told.get("to") or told["kind"]))
    elif kind in (EventKind.ASKED, EventKind.ANSWERED):
        proposal.asked_at = at if kind == EventKind.ASKED else None
    return event


def _enter(proposal: Proposal, event: ProposalEvent, to: Stage) -> None:
    event.from_status, event.to_status = proposal.enter(to, event.at), to
