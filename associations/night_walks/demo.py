"""The page about night walks: how one works, who walks, how to join, what has come of it."""

from __future__ import annotations

from collections.abc import Mapping

from wagtail.models import Page

from associations.demo_facts.reader import GROUPS, STEPS
from associations.demo_facts.records import AssociationFacts
from associations.demo_facts.text_pages import blocks, front_fields, parted
from associations.night_walks import foundation
from associations.night_walks.models import NightWalkGroup, NightWalkPage
from home.demo.garden import Garden
from home.demo.text_records import PageText

# The measure whose results are the night walks' own.
MEASURE = "nattvandring-alvsjo-solberga"


def build_night_walks(
    facts: AssociationFacts, garden: Garden, partnerships: Mapping[str, Page]
) -> NightWalkPage:
    """Make the page with its groups. When they walk is not known from any source."""
    text = facts.texts["nattvandring.md"]
    about, join = parted(text, GROUPS)
    before, after = parted(PageText(text.front, about), STEPS)
    steps = {
        "heading": "Steg för steg i Älvsjö/Solberga",
        "steps": [{"heading": step.title, "text": step.text} for step in facts.steps],
    }
    measure = next(each for each in facts.home.measures if each.slug == MEASURE)
    results = zip(measure.results, measure.results_evidence, strict=True)
    return garden.planter.page(
        garden.home,
        foundation.night_walks(
            **front_fields(garden, text),
            body=[
                *blocks(garden, text, before),
                ("steps", steps),
                *blocks(garden, text, after),
            ],
            join=blocks(garden, text, join),
            group_rows=_groups(facts, garden, partnerships),
            results=[
                ("result", {"text": said, "evidence": rests_on}) for said, rests_on in results
            ],
            results_caveat=measure.results_caveat,
        ),
    )


def _groups(
    facts: AssociationFacts, garden: Garden, partnerships: Mapping[str, Page]
) -> list[NightWalkGroup]:
    return [
        NightWalkGroup(
            name=group.name,
            actor=garden.actors[group.actor],
            partnership=partnerships[group.partnership] if group.partnership else None,
            places=[garden.places[slug] for slug in group.places],
            where=group.where,
            when=group.when or "",
            how_to_join=group.how_to_join or "",
            sort_order=number,
        )
        for number, group in enumerate(facts.groups)
    ]
