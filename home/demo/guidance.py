"""What has priority, and whom to turn to."""

from __future__ import annotations

from home.demo.facts_records import Priority as PriorityFact
from home.demo.garden import Garden
from home.models import ContactPoint, Priority, PriorityKind


def build_guidance(garden: Garden) -> None:
    """Make the priorities and contact points; needs answers, actors and places."""
    facts = garden.facts
    for kind, priorities in (
        (PriorityKind.SAFETY, facts.safety_priorities),
        (PriorityKind.PARTNERSHIP, facts.iop_priorities),
        (PriorityKind.CONSIDERATION, facts.considerations),
    ):
        for number, priority in enumerate(priorities):
            _build_priority(garden, priority, kind, number)
    for number, contact in enumerate(facts.contacts):
        garden.planter.row(
            ContactPoint,
            contact.slug,
            title=contact.title,
            audience=contact.audience,
            text=contact.text,
            channel=contact.channel,
            email=contact.email or "",
            organisation=garden.actors[contact.organisation],
            district=garden.places[contact.district],
            as_of=contact.as_of,
            sort_order=number,
            **garden.one_source(contact.sources),
        )


def _build_priority(
    garden: Garden, priority: PriorityFact, kind: PriorityKind, number: int
) -> None:
    made = garden.planter.row(
        Priority,
        priority.slug,
        title=priority.title,
        text=priority.text,
        kind=kind,
        governing_document=priority.governing_document,
        district=garden.places[priority.district],
        as_of=priority.as_of,
        sort_order=number,
        **garden.one_source(priority.sources),
    )
    if garden.planter.may_write(made):
        made.places.set(garden.places[slug] for slug in priority.places)
