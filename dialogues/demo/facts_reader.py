"""Reads the facts about dialogues and checks them, against home's facts too, before any use.

Raises FactsError with every problem found, each naming file, record and key.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from dialogues.demo.records import DialogueFacts
from home.demo.facts_reader import FACTS as HOME_FACTS
from home.demo.facts_reader import check, read_app_facts
from home.demo.facts_reader import read_facts as read_home_facts

FACTS = Path(__file__).parent / "facts"
TEXTS = Path(__file__).parent / "texts"
INDEX_TEXT = "dialoger.md"


def read_facts(
    folder: Path = FACTS, texts: Path = TEXTS, home_folder: Path = HOME_FACTS
) -> DialogueFacts:
    """Return the facts and texts, checked; raise FactsError if anything is wrong."""
    home = read_home_facts(home_folder)
    facts = read_app_facts(DialogueFacts, folder, texts, pages=[INDEX_TEXT], home=home)
    own = facts.lists()
    lists = home.lists() | own | {"dialogues": chain.from_iterable(own.values())}
    check(chain(home.references(), facts.references()), lists, ())
    return facts
