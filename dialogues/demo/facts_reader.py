"""Reads the facts about dialogues and checks them, against home's facts too, before any use.

Raises FactsError with every problem found, each naming file, record and key. Internal notes for
editors are removed at the door.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dialogues.demo.records import DialogueFacts, Event, Proposal, Routine, Series
from home.demo.facts_problems import FactsError, Problem, Where
from home.demo.facts_reader import FACTS as HOME_FACTS
from home.demo.facts_reader import look_up_references, read_file
from home.demo.facts_reader import read_facts as read_home_facts
from home.demo.facts_records import Facts
from home.demo.record_reader import RecordReader
from home.demo.text_reader import read_texts

FACTS = Path(__file__).parent / "facts"
TEXTS = Path(__file__).parent / "texts"
INDEX_TEXT = "dialoger.md"
FILE = "dialogues.yaml"
KINDS: dict[str, type] = {
    "events": Event,
    "series": Series,
    "proposals": Proposal,
    "routines": Routine,
}


def read_facts(
    folder: Path = FACTS, texts: Path = TEXTS, home_folder: Path = HOME_FACTS
) -> DialogueFacts:
    """Return the facts and texts, checked; raise FactsError if anything is wrong."""
    home = read_home_facts(home_folder)
    reader = RecordReader()
    lists = read_file(folder, FILE, KINDS, reader)
    written = read_texts(texts, reader)
    if INDEX_TEXT not in written:
        reader.problems.append(Problem(Where(f"texts/{INDEX_TEXT}"), _("filen saknas")))
    if not reader.problems:
        look_up_references(reader, {**_lists_of(home), **lists})
        reader.problems += _foreign_references(home, lists)
    if reader.problems:
        raise FactsError(reader.problems)
    return DialogueFacts(
        home=home,
        texts=written,
        references=tuple(reader.references),
        **{name: tuple(records) for name, records in lists.items()},
    )


def _lists_of(home: Facts) -> dict[str, Any]:
    return {each.name: getattr(home, each.name) for each in fields(home) if each.name != "texts"}


def _foreign_references(home: Facts, lists: Mapping[str, list[Any]]) -> Iterator[Problem]:
    """Yield the dialogues that home's facts name and that are not among ours."""
    known = {record.slug for records in lists.values() for record in records}
    named = [
        (Where("measures.yaml", measure.slug, "related_dialogues"), measure.related_dialogues)
        for measure in home.measures
    ]
    named += [
        (Where("answers.yaml", answer.slug, "related.dialogues"), answer.related.dialogues)
        for answer in home.answers
    ]
    for where, slugs in named:
        for number, slug in enumerate(slugs):
            if slug not in known:
                what = _("pekar på ”%(slug)s”, som inte finns i listan %(target)s")
                yield Problem(where.item(number), what % {"slug": slug, "target": "events"})
