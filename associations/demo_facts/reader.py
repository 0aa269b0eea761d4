"""Reads the facts about associations and checks them, against home's facts too, before any use.

Raises FactsError with every problem found, each naming file, record and key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from associations.demo_facts.records import (
    Agreement,
    Association,
    AssociationFacts,
    Discussion,
    ExternalSource,
    Group,
    Intention,
    Kind,
    Stage,
    Step,
    Term,
)
from home.demo.facts_problems import FactsError, Problem, Where
from home.demo.facts_reader import FACTS as HOME_FACTS
from home.demo.facts_reader import look_up_references, read_file
from home.demo.facts_reader import read_facts as read_home_facts
from home.demo.facts_records import Facts
from home.demo.record_reader import RecordReader
from home.demo.text_reader import SPECIAL_LISTS, read_texts

FACTS = Path(__file__).parent / "facts"
TEXTS = Path(__file__).parent / "texts"
# Where a text makes room for the steps of a walk or the stages, and for the groups.
STEPS, GROUPS = "steg", "grupper"
PAGES = ("foreningar.md", "nattvandring.md", "partnerskap.md", "guide.md")

FILES: dict[str, dict[str, type]] = {
    "partnerships.yaml": {
        "terminology": Term,
        "agreements": Agreement,
        "discussions": Discussion,
        "intentions": Intention,
    },
    "directory.yaml": {"kinds": Kind, "associations": Association},
    "night_walks.yaml": {"steps": Step, "groups": Group},
    "guide.yaml": {"stages": Stage, "external_sources": ExternalSource},
}


def read_facts(
    folder: Path = FACTS, texts: Path = TEXTS, home_folder: Path = HOME_FACTS
) -> AssociationFacts:
    """Return the facts and texts, checked; raise FactsError if anything is wrong."""
    home = read_home_facts(home_folder)
    reader = RecordReader()
    lists: dict[str, list[Any]] = {}
    for file, kinds in FILES.items():
        lists |= read_file(folder, file, kinds, reader)
    written = read_texts(texts, reader, SPECIAL_LISTS | {STEPS, GROUPS})
    reader.problems += [
        Problem(Where(f"texts/{name}"), _("filen saknas")) for name in PAGES if name not in written
    ]
    if not reader.problems:
        look_up_references(reader, {**_lists_of(home), **lists})
        reader.problems += _foreign_references(home, lists)
        for agreement in lists["agreements"]:
            reader.problems += _contradictions(agreement, lists["agreements"])
    if reader.problems:
        raise FactsError(reader.problems)
    return AssociationFacts(
        home=home,
        texts=written,
        references=tuple(reader.references),
        **{name: tuple(records) for name, records in lists.items()},
    )


def _lists_of(home: Facts) -> dict[str, Any]:
    return {each.name: getattr(home, each.name) for each in fields(home) if each.name != "texts"}


def _foreign_references(home: Facts, lists: Mapping[str, list[Any]]) -> Iterator[Problem]:
    """Yield the partnerships that home's facts name and that are not among ours."""
    known = {record.slug for name in ("agreements", "discussions") for record in lists[name]}
    named = [
        (Where("measures.yaml", measure.slug, "related_partnerships"), measure.related_partnerships)
        for measure in home.measures
    ]
    named += [
        (Where("answers.yaml", answer.slug, "related.partnerships"), answer.related.partnerships)
        for answer in home.answers
    ]
    for where, slugs in named:
        for number, slug in enumerate(slugs):
            if slug not in known:
                what = _("pekar på ”%(slug)s”, som inte finns i listan %(target)s")
                yield Problem(where.item(number), what % {"slug": slug, "target": "agreements"})


def _contradictions(agreement: Agreement, all_of_them: list[Agreement]) -> Iterator[Problem]:
    """Yield what is well written but cannot be true. Signing late and gaps are allowed."""
    here = Where("partnerships.yaml", agreement.slug)
    ends_too_early = _("slutar innan det börjar")
    first, last = agreement.valid_from, agreement.valid_to
    if first and last and last < first:
        yield Problem(here.inside("valid_to"), ends_too_early)
    for number, period in enumerate(agreement.extensions):
        if period.valid_to < period.valid_from:
            yield Problem(here.inside("extensions").item(number), ends_too_early)
    for number, cost in enumerate(agreement.costs):
        if cost.covers_to < cost.covers_from:
            yield Problem(here.inside("costs").item(number), ends_too_early)
    if agreement.costs_total not in (None, sum(cost.amount for cost in agreement.costs)):
        yield Problem(here.inside("costs_total"), _("är inte summan av kostnaderna"))
    if len(agreement.results) != len(agreement.results_evidence):
        yield Problem(here.inside("results_evidence"), _("ska ha en rad för varje resultat"))
    if agreement.results and not agreement.results_caveat:
        yield Problem(here.inside("results_caveat"), _("krävs när det finns ett resultat"))
    later = all_of_them[all_of_them.index(agreement) + 1 :]
    if agreement.superseded_by and agreement.superseded_by not in [each.slug for each in later]:
        yield Problem(here.inside("superseded_by"), _("ska stå längre ned i filen"))
