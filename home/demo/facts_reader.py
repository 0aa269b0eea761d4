"""Reads the facts from YAML and checks them all before anyone may use them.

Raises FactsError with every problem found, each naming file, record and key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from home.demo.facts_base import Reference
from home.demo.facts_problems import FactsError, Problem, Where, in_words
from home.demo.facts_records import AppFacts, Facts, Measure
from home.demo.text_reader import SPECIAL_LISTS, TEXTS, read_texts
from home.demo.yaml_loading import load_yaml

F = TypeVar("F", bound=AppFacts)

FACTS = Path(__file__).parent / "facts"


def read_facts(folder: Path = FACTS, texts: Path = TEXTS) -> Facts:
    """Return the facts and texts of two folders, checked; raise FactsError if anything is wrong."""
    facts = read_app_facts(Facts, folder, texts)
    check(facts.references(), facts.lists(), _contradictions(facts))
    return facts


def read_app_facts(
    kind: type[F],
    folder: Path,
    texts: Path,
    *,
    special: frozenset[str] = SPECIAL_LISTS,
    pages: Iterable[str] = (),
    **more: Any,
) -> F:
    """Return the facts of an app as far as each record is well written.

    `special` are the parts that a text may name, `pages` the texts that must be there, `more` the
    fields that come from elsewhere.
    """
    content: dict[str, Any] = {}
    origin: dict[str, str] = {}
    problems: list[Problem] = []
    unread: set[str] = set()
    for file, names in kind.files.items():
        lists, trouble = load_yaml(folder / file)
        if trouble:
            problems.append(Problem(Where(file), trouble))
            unread.update(names)
        lists = lists if isinstance(lists, dict) else {}
        origin |= dict.fromkeys((*names, *map(str, lists)), file)
        content |= {str(name): records for name, records in lists.items()}
        problems += [
            Problem(Where(file, slug, "slug"), _("namnet är redan använt"))
            for records in lists.values()
            for slug in _taken_twice(records)
        ]
    written, trouble_in_texts = read_texts(texts, special)
    problems += trouble_in_texts
    problems += [
        Problem(Where(f"texts/{name}"), _("filen saknas")) for name in pages if name not in written
    ]
    try:
        facts = kind.model_validate({**content, "texts": written, **more})
    except ValidationError as error:
        problems += [
            _problem(each, content, origin)
            for each in error.errors()
            if each["loc"][0] not in unread
        ]
    if problems:
        raise FactsError(problems)
    return facts


def _taken_twice(records: Any) -> Iterator[str]:
    taken: set[str] = set()
    for each in records if isinstance(records, list) else ():
        slug = _slug(each)
        if slug in taken:
            yield slug
        taken.add(slug)


def _slug(raw: Any) -> str:
    return str(raw.get("slug") or "") if isinstance(raw, dict) else ""


def _problem(error: Any, content: dict[str, Any], origin: dict[str, str]) -> Problem:
    """Say of which record of which file the error tells; or that a whole list is amiss."""
    name, *steps = error["loc"]
    if not steps:
        is_unknown = error["type"] == "extra_forbidden"
        what = _("listan är okänd") if is_unknown else _("listan saknas")
        return Problem(Where(origin[name], key=name), what)
    number, *keys = steps
    record = _slug(content[name][number]) or _("nummer %(number)s") % {"number": number + 1}
    return Problem(Where(origin[name], record).inside(*keys), in_words(error))


def check(
    references: Iterable[Reference],
    lists: Mapping[str, Iterable[Any]],
    contradictions: Iterable[Problem],
) -> None:
    """Raise FactsError for contradictions, and for what is in none of the lists.

    Lists that are not given belong to others, who look up what points at them.
    """
    known = {name: {record.slug for record in records} for name, records in lists.items()}
    missing = _("pekar på ”%(slug)s”, som inte finns i listan %(target)s")
    problems = [
        Problem(where, missing % {"slug": slug, "target": target})
        for where, target, slug in references
        if target in known and slug not in known[target]
    ]
    if problems := [*problems, *contradictions]:
        raise FactsError(problems)


def _contradictions(facts: Facts) -> Iterator[Problem]:
    """Yield what is well written but cannot be true."""
    parts = {place.slug: place.parts for place in facts.places}
    for place in facts.places:
        if place.part_of and place.slug not in parts.get(place.part_of, ()):
            yield Problem(
                Where("places.yaml", place.slug, "part_of"),
                _("”%(whole)s” räknar inte upp platsen i sina delar") % {"whole": place.part_of},
            )
    for measure in facts.measures:
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
