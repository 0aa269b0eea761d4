"""Reads the facts from YAML and checks them all before anyone may use them.

Raises FactsError with every problem found, each naming file, record and key. Internal notes for
editors are removed here, at the door, so that nothing behind it can show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from home.demo.facts_problems import FactsError, Problem, Where
from home.demo.facts_records import (
    Actor,
    Answer,
    Contact,
    Definition,
    Facts,
    FundingSource,
    Measure,
    Place,
    PreventionType,
    Priority,
    Topic,
)
from home.demo.record_reader import RecordReader
from home.demo.text_reader import TEXTS, read_texts
from home.demo.yaml_loading import load_yaml

FACTS = Path(__file__).parent / "facts"

FILES: dict[str, dict[str, type]] = {
    "places.yaml": {"places": Place},
    "actors.yaml": {"actors": Actor},
    "measures.yaml": {
        "prevention_types": PreventionType,
        "definitions": Definition,
        "funding_sources": FundingSource,
        "measures": Measure,
    },
    "answers.yaml": {"answers": Answer},
    "priorities.yaml": {
        "iop_priorities": Priority,
        "considerations": Priority,
        "safety_priorities": Priority,
    },
    "contact.yaml": {"contacts": Contact},
    "topics.yaml": {"topics": Topic},
}

# Written for those who keep the facts, never for readers.
INTERNAL_KEYS = frozenset({"editor_note", "seed_file", "email_as_in_source"})


def read_facts(folder: Path = FACTS, texts: Path = TEXTS) -> Facts:
    """Return the facts and texts of two folders, checked; raise FactsError if anything is wrong."""
    reader = RecordReader()
    lists: dict[str, list[Any]] = {}
    for file, kinds in FILES.items():
        lists |= read_file(folder, file, kinds, reader)
    written = read_texts(texts, reader)
    if not reader.problems:
        look_up_references(reader, lists)
        reader.problems += _contradictions(lists)
    if reader.problems:
        raise FactsError(reader.problems)
    return Facts(**{name: tuple(records) for name, records in lists.items()}, texts=written)


def read_file(
    folder: Path, file: str, kinds: dict[str, type], reader: RecordReader
) -> dict[str, list[Any]]:
    """Return the lists of one file, each with the records that could be read."""
    content, trouble = load_yaml(folder / file)
    if trouble:
        reader.problems.append(Problem(Where(file), trouble))
        return {}
    if not isinstance(content, dict):
        content = {}
    for name in content.keys() - kinds.keys():
        reader.problems.append(Problem(Where(file, key=str(name)), _("listan är okänd")))
    return {
        name: list(_read_list(content.get(name), kind, Where(file, key=name), reader))
        for name, kind in kinds.items()
    }


def _read_list(raw: object, kind: type, where: Where, reader: RecordReader) -> Iterator[Any]:
    if not isinstance(raw, list):
        reader.problems.append(Problem(where, _("listan saknas")))
        return
    taken: set[str] = set()
    for number, each in enumerate(raw, start=1):
        slug = str(each.get("slug") or "") if isinstance(each, dict) else ""
        here = Where(where.file, slug or _("nummer %(number)s") % {"number": number})
        if slug in taken:
            reader.problems.append(Problem(here.inside("slug"), _("namnet är redan använt")))
        taken.add(slug)
        if (record := reader.read(kind, _without_internal_keys(each), here)) is not None:
            yield record


def _without_internal_keys(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {
            key: _without_internal_keys(value)
            for key, value in raw.items()
            if key not in INTERNAL_KEYS
        }
    if isinstance(raw, list):
        return [_without_internal_keys(each) for each in raw]
    return raw


def look_up_references(reader: RecordReader, lists: Mapping[str, Iterable[Any]]) -> None:
    """Note a problem for every reference to a record that is in none of the named lists."""
    known = {name: {record.slug for record in records} for name, records in lists.items()}
    for where, target, slug in reader.references:
        if slug not in known[target]:
            reader.problems.append(
                Problem(
                    where,
                    _("pekar på ”%(slug)s”, som inte finns i listan %(target)s")
                    % {"slug": slug, "target": target},
                )
            )


def _contradictions(lists: dict[str, list[Any]]) -> Iterator[Problem]:
    """Yield what is well written but cannot be true."""
    parts = {place.slug: place.parts for place in lists["places"]}
    for place in lists["places"]:
        if place.part_of and place.slug not in parts.get(place.part_of, ()):
            yield Problem(
                Where("places.yaml", place.slug, "part_of"),
                _("”%(whole)s” räknar inte upp platsen i sina delar") % {"whole": place.part_of},
            )
    for measure in lists["measures"]:
        yield from _contradictions_of(measure)


def _contradictions_of(measure: Measure) -> Iterator[Problem]:
    here = Where("measures.yaml", measure.slug)
    if len(measure.results) != len(measure.results_evidence):
        yield Problem(here.inside("results_evidence"), _("ska ha en rad för varje resultat"))
    if measure.results and not measure.results_caveat:
        yield Problem(here.inside("results_caveat"), _("krävs när det finns ett resultat"))
    spans = {
        "end_date": (measure.start_date, measure.end_date),
        "period_end": (measure.period_start, measure.period_end),
    }
    for key, (begins, ends) in spans.items():
        if begins and ends and ends < begins:
            yield Problem(here.inside(key), _("slutar innan det börjar"))
