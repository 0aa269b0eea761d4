"""Reads the facts about associations and checks them, against home's facts too, before any use.

Raises FactsError with every problem found, each naming file, record and key.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from associations.demo_facts.records import Agreement, AssociationFacts
from home.demo.facts_base import Reference, references
from home.demo.facts_problems import Problem, Where
from home.demo.facts_reader import FACTS as HOME_FACTS
from home.demo.facts_reader import check, read_app_facts
from home.demo.facts_reader import read_facts as read_home_facts
from home.demo.text_reader import SPECIAL_LISTS

FACTS = Path(__file__).parent / "facts"
TEXTS = Path(__file__).parent / "texts"
# Where a text makes room for the steps of a walk or the stages, and for the groups.
STEPS, GROUPS = "steg", "grupper"
PAGES = ("foreningar.md", "nattvandring.md", "partnerskap.md", "guide.md")


def read_facts(
    folder: Path = FACTS, texts: Path = TEXTS, home_folder: Path = HOME_FACTS
) -> AssociationFacts:
    """Return the facts and texts, checked; raise FactsError if anything is wrong."""
    home = read_home_facts(home_folder)
    facts = read_app_facts(
        AssociationFacts,
        folder,
        texts,
        special=SPECIAL_LISTS | {STEPS, GROUPS},
        pages=PAGES,
        home=home,
    )
    lists = home.lists() | facts.lists() | {"partnerships": [*facts.agreements, *facts.discussions]}
    agreements = facts.agreements
    check(
        chain(home.references(), facts.references()),
        lists,
        chain.from_iterable(_contradictions(each, agreements) for each in agreements),
    )
    return facts


def sources_of_actors(facts: AssociationFacts) -> Iterator[Reference]:
    """Yield what the entries of the directory take over from home's facts about actors."""
    listed = {association.slug for association in facts.associations}
    for actor in facts.home.actors:
        if actor.slug in listed:
            here = Where("actors.yaml", actor.slug)
            yield from references(actor.sources, here.inside("sources"))
            yield from references(actor.places, here.inside("places"))


def _contradictions(agreement: Agreement, all_of_them: list[Agreement]) -> Iterator[Problem]:
    """Yield what is well written but cannot be true. Signing late and gaps are allowed."""
    here = Where("partnerships.yaml", agreement.slug)
    ends_too_early = _("slutar innan det börjar")
    first, last = agreement.valid_from, agreement.valid_to
    if first and last and last < first:
        yield Problem(here.inside("valid_to"), ends_too_early)
    for number, period in enumerate(agreement.extensions):
        if period.valid_to < period.valid_from:
            yield Problem(here.inside("extensions", number), ends_too_early)
    for number, cost in enumerate(agreement.costs):
        if cost.covers_to < cost.covers_from:
            yield Problem(here.inside("costs", number), ends_too_early)
    if agreement.costs_total not in (None, sum(cost.amount for cost in agreement.costs)):
        yield Problem(here.inside("costs_total"), _("är inte summan av kostnaderna"))
    if len(agreement.results) != len(agreement.results_evidence):
        yield Problem(here.inside("results_evidence"), _("ska ha en rad för varje resultat"))
    if agreement.results and not agreement.results_caveat:
        yield Problem(here.inside("results_caveat"), _("krävs när det finns ett resultat"))
    later = all_of_them[all_of_them.index(agreement) + 1 :]
    if agreement.superseded_by and agreement.superseded_by not in [each.slug for each in later]:
        yield Problem(here.inside("superseded_by"), _("ska stå längre ned i filen"))
