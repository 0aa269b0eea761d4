"""The register, its partnerships, and the ideas that did not go further."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from associations.demo_facts.records import Agreement, AssociationFacts
from associations.demo_facts.text_pages import blocks, front_fields
from associations.register import foundation
from associations.register.models import (
    NotPursued,
    PartnershipActor,
    PartnershipCost,
    PartnershipKind,
    PartnershipPage,
    PartnershipPeriod,
    PartnershipRegisterPage,
    PartnershipRole,
)
from core.templatetags.portal_dates import month
from home.demo.garden import Garden

KINDS = {
    "samverkansöverenskommelse": PartnershipKind.AGREEMENT,
    "idéburet offentligt partnerskap": PartnershipKind.IOP,
}
TOPICS = ("partnerskap", "nattvandring", "foreningsliv")


def build_register(
    facts: AssociationFacts, garden: Garden
) -> tuple[PartnershipRegisterPage, dict[str, PartnershipPage]]:
    """Make the register and its partnerships by slug, each after the one that it replaces."""
    text = facts.texts["partnerskap.md"]
    register = garden.planter.page(
        garden.home,
        foundation.register(
            **front_fields(garden, text),
            body=[*blocks(garden, text, text.pieces), *_words_and_intentions(facts)],
        ),
    )
    made: dict[str, PartnershipPage] = {}
    before = {each.superseded_by: each.slug for each in facts.agreements if each.superseded_by}
    for agreement in facts.agreements:
        page = _partnership_page(garden, agreement)
        page.predecessor = made.get(before.get(agreement.slug, ""))
        made[agreement.slug] = garden.planter.page(register, page)
    return register, made


def _words_and_intentions(facts: AssociationFacts) -> list[tuple[str, Any]]:
    words = [
        ("facts", {"heading": term.title, "text": format_html("<p>{}</p>", term.text)})
        for term in facts.terminology
    ]
    intentions = [
        (
            "facts",
            {
                "heading": intention.title,
                "text": format_html(
                    "<p>{} {}</p>",
                    intention.text,
                    _("Uppgiften gäller %(month)s.") % {"month": month(intention.as_of)},
                ),
            },
        )
        for intention in facts.intentions
    ]
    return [*words, *intentions]


def _partnership_page(garden: Garden, agreement: Agreement) -> PartnershipPage:
    latest = max(garden.answers[source.answer].as_of for source in agreement.sources)
    return PartnershipPage(
        title=agreement.title,
        slug=agreement.slug,
        introduction=agreement.summary,
        kind=KINDS[agreement.kind],
        purpose=agreement.purpose,
        places=[garden.places[slug] for slug in agreement.places],
        measures=[
            garden.measures[measure.slug]
            for measure in garden.facts.measures
            if agreement.slug in measure.related_partnerships
        ],
        decided_on=agreement.decided,
        decided_by=garden.actors[agreement.decided_by] if agreement.decided_by else None,
        signed_on=agreement.signed,
        signed_by_role=agreement.signed_by_role,
        late_signing_reason=agreement.signing_delay_reason,
        period_rows=_periods(agreement),
        content=_lines(agreement.content_of_agreement),
        steering=agreement.steering,
        compensation_model=agreement.compensation_model,
        cost_rows=_costs(garden, agreement),
        funding_note=agreement.funding_note,
        follow_up_plan=_lines(agreement.follow_up),
        follow_up_every=agreement.follow_up_every_months,
        results=[
            ("result", {"text": text, "evidence": evidence})
            for text, evidence in zip(agreement.results, agreement.results_evidence, strict=True)
        ],
        results_caveat=agreement.results_caveat,
        lessons=_lines(agreement.lessons),
        attachments=[("attachment", {"title": each.title}) for each in agreement.attachments],
        body=[("text", format_html("<p>{}</p>", detail)) for detail in agreement.details],
        actor_links=_actor_links(garden, agreement),
        as_of=agreement.status_as_of or latest,
        topic_links=garden.tagged(TOPICS),
        source_links=garden.page_sources(agreement.sources),
    )


def _lines(texts: list[str]) -> str:
    return "\n".join(text[:1].upper() + text[1:] for text in texts)


def _periods(agreement: Agreement) -> list[PartnershipPeriod]:
    if agreement.valid_from is None:
        return []
    rows = [(agreement.valid_from, agreement.valid_to, False)]
    rows += [(each.valid_from, each.valid_to, True) for each in agreement.extensions]
    return [
        PartnershipPeriod(starts_on=first, ends_on=last, is_extension=extends, sort_order=number)
        for number, (first, last, extends) in enumerate(rows)
    ]


def _costs(garden: Garden, agreement: Agreement) -> list[PartnershipCost]:
    return [
        PartnershipCost(
            label=cost.label,
            amount=cost.amount,
            covers_from=cost.covers_from,
            covers_to=cost.covers_to,
            funding=garden.funding[cost.funding],
            as_of=cost.as_of,
            sort_order=number,
        )
        for number, cost in enumerate(agreement.costs)
    ]


def _actor_links(garden: Garden, agreement: Agreement) -> list[PartnershipActor]:
    roles = [(slug, PartnershipRole.PARTY) for slug in agreement.parties]
    roles += [(slug, PartnershipRole.PERFORMER) for slug in agreement.performing_associations]
    roles += [(slug, PartnershipRole.SUPPORT) for slug in agreement.supporting_actors]
    return [
        PartnershipActor(actor=garden.actors[slug], role=role, sort_order=number)
        for number, (slug, role) in enumerate(roles)
    ]


def build_ideas(facts: AssociationFacts, garden: Garden) -> None:
    """Make the ideas that did not go further, and approve those that this load made."""
    for idea in facts.discussions:
        measure = idea.alternative_measure
        row = garden.planter.row(
            NotPursued,
            idea.slug,
            title=idea.title,
            proposed_by=garden.actors[idea.proposed_by],
            discussed_with=garden.actors[idea.discussed_with],
            target_groups=", ".join(idea.target_groups),
            idea=idea.purpose,
            reason=idea.reason,
            alternative_text=idea.alternative,
            alternative=garden.measures[measure].page_ptr if measure else None,
            as_of=idea.as_of,
            live=False,
            **garden.one_source(idea.sources),
        )
        if garden.planter.may_write(row):
            row.save_revision().publish()
