"""The guide: how a partnership comes about."""

from __future__ import annotations

from associations.demo_facts.reader import STEPS
from associations.demo_facts.records import AssociationFacts
from associations.demo_facts.text_pages import blocks, front_fields, parted
from associations.register.models import GuideStage, PartnershipGuidePage, PartnershipRegisterPage
from core.models import PageSource
from home.demo.garden import Garden


def build_guide(
    facts: AssociationFacts, garden: Garden, register: PartnershipRegisterPage
) -> PartnershipGuidePage:
    """Make the guide below the register."""
    text = facts.texts["guide.md"]
    before, after = parted(text, STEPS)
    fields = front_fields(garden, text)
    fields["source_links"] += _external_sources(facts, first=len(fields["source_links"]))
    return garden.planter.page(
        register,
        PartnershipGuidePage(
            **fields,
            body=blocks(garden, text, before),
            stage_rows=[
                GuideStage(
                    title=stage.title,
                    text=stage.text,
                    typical_time=stage.typical_time or "",
                    sort_order=number,
                )
                for number, stage in enumerate(facts.stages)
            ],
            after_stages=blocks(garden, text, after),
        ),
    )


def _external_sources(facts: AssociationFacts, *, first: int) -> list[PageSource]:
    return [
        PageSource(
            external_title=source.title,
            external_url=source.url or "",
            external_date=source.date,
            sort_order=first + number,
        )
        for number, source in enumerate(facts.external_sources)
    ]
