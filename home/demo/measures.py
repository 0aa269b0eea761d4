"""Measures: what is done, by whom, paid by what, with what result."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.templatetags.portal_dates import month
from home.demo.facts_records import Measure
from home.demo.garden import Garden
from home.demo.rich_text import to_rich_text
from home.demo.vocabulary import PREVENTION_TYPES
from home.measures.domain.prevention import PreventionType
from home.models import (
    MeasureActor,
    MeasurePage,
    MeasureRole,
    PreventionBasis,
    StatedStatus,
)

STATUSES = {
    "planerad": StatedStatus.PLANNED,
    "pågående": StatedStatus.ONGOING,
    "genomförd": StatedStatus.DONE,
}
BASES = {"källan": PreventionBasis.SOURCE, "bedömning": PreventionBasis.ASSESSMENT}

# The story of the local web site is the portal's own background and no measure for residents.
DRAFTS = frozenset({"lokal-webbinformation"})


def build_measures(garden: Garden, index: Page) -> None:
    """Make the measures; those that should not be shown stay drafts."""
    for measure in garden.facts.measures:
        garden.measures[measure.slug] = garden.planter.page(
            index, _measure_page(garden, measure), publish=measure.slug not in DRAFTS
        )


def _measure_page(garden: Garden, measure: Measure) -> MeasurePage:
    kinds = {PREVENTION_TYPES[slug] for slug in measure.prevention_types}
    return MeasurePage(
        title=measure.title,
        slug=measure.slug,
        introduction=measure.summary,
        stated_status=STATUSES[measure.status],
        as_of=measure.as_of,
        started_on=measure.start_date,
        period_starts_on=measure.period_start,
        period_ends_on=measure.period_end or measure.end_date,
        period_text=measure.year,
        is_social=PreventionType.SOCIAL in kinds,
        is_situational=PreventionType.SITUATIONAL in kinds,
        is_reassurance=PreventionType.REASSURANCE in kinds,
        prevention_basis=BASES[measure.prevention_basis],
        target_groups=", ".join(measure.target_groups),
        control=measure.control,
        places=[garden.places[slug] for slug in measure.places],
        funding=[garden.funding[slug] for slug in measure.funding],
        cost_total=measure.costs_sek.total if measure.costs_sek else None,
        cost_note=_cost_note(measure),
        body=_body(measure),
        results=[
            ("result", {"text": text, "evidence": evidence})
            for text, evidence in zip(measure.results, measure.results_evidence, strict=True)
        ],
        results_caveat=measure.results_caveat,
        actor_links=_actor_links(garden, measure),
        topic_links=garden.tagged(
            topic.slug for topic in garden.facts.topics if measure.slug in topic.measures
        ),
        source_links=garden.page_sources(measure.sources),
    )


def _actor_links(garden: Garden, measure: Measure) -> list[MeasureActor]:
    roles = [(slug, MeasureRole.LEADS) for slug in measure.responsible]
    roles += [(slug, MeasureRole.CO_RUNS) for slug in measure.partners]
    return [
        MeasureActor(actor=garden.actors[slug], role=role, sort_order=number)
        for number, (slug, role) in enumerate(roles)
    ]


def _body(measure: Measure) -> list[tuple[str, str]]:
    if not measure.details:
        return []
    details = measure.details
    markdown = "\n".join(f"- {line}" for line in details) if len(details) > 1 else details[0]
    return [("text", to_rich_text(markdown, lambda path: None))]


def _cost_note(measure: Measure) -> str:
    if measure.costs_sek is None:
        return ""
    words = _(
        "%(before)s kr före IOP:t och %(during)s kr under IOP:t. Kostnaden fram till %(month)s."
    )
    return words % {
        "before": _thousands(measure.costs_sek.before_iop),
        "during": _thousands(measure.costs_sek.during_iop),
        "month": month(measure.as_of),
    }


def _thousands(number: int) -> str:
    """Return 66300 as 66 300, with a space that does not break."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
