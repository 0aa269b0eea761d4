"""The load: everything is read and checked first, then made in one transaction."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.signal_handlers import disable_reference_index_auto_update

from dialogues.demo.events import build_events, build_index
from dialogues.demo.examples import build_examples
from dialogues.demo.facts_reader import FACTS, TEXTS, read_facts
from home.demo.facts_reader import FACTS as HOME_FACTS
from home.demo.plot import found_garden
from home.foundation.planting import Planter


def build(
    *,
    refresh: bool = False,
    facts_folder: Path = FACTS,
    texts_folder: Path = TEXTS,
    home_folder: Path = HOME_FACTS,
) -> int:
    """Load the demo content of dialogues and return how many pages and rows were made.

    Needs home's. Safe to run again: what exists is left alone, unless ``refresh`` asks to write
    the facts over it; the examples then get new dates. Raises FactsError, before anything is
    written, when the facts contradict themselves or point at what the portal does not have.
    """
    with translation.override("sv"):
        facts = read_facts(facts_folder, texts_folder, home_folder)
        planter = Planter(refresh=refresh)
        with transaction.atomic():
            garden = found_garden(facts, planter)
            with disable_reference_index_auto_update():
                index = build_index(facts, garden)
                build_events(facts, garden, index)
                if settings.DEMONSTRATION:
                    build_examples(garden, index, timezone.now())
            planter.index_references()
    return planter.made
