"""The load: everything is read and checked first, then made in one transaction."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import translation
from wagtail.signal_handlers import disable_reference_index_auto_update

from associations.demo.doors import order_menu, point_doors
from associations.demo_facts.reader import FACTS, TEXTS, read_facts, sources_of_actors
from associations.directory.demo import build_directory
from associations.night_walks.demo import build_night_walks
from associations.proposals.demo import build_proposal_figures, build_proposals
from associations.register.demo.guide import build_guide
from associations.register.demo.partnerships import build_ideas, build_register
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
    """Load the demo content of associations and return how many pages and rows were made.

    Needs home's. Safe to run again: what exists is left alone, unless ``refresh`` asks to write
    the facts over it. Raises FactsError, before anything is written, when the facts contradict
    themselves or point at what the portal does not have.
    """
    with translation.override("sv"):
        facts = read_facts(facts_folder, texts_folder, home_folder)
        planter = Planter(refresh=refresh)
        with transaction.atomic():
            garden = found_garden(facts, planter, also=sources_of_actors(facts))
            with disable_reference_index_auto_update():
                directory = build_directory(facts, garden)
                register, partnerships = build_register(facts, garden)
                build_ideas(facts, garden)
                walks = build_night_walks(facts, garden, partnerships)
                guide = build_guide(facts, garden, register)
                build_proposal_figures(garden, register)
                proposals = build_proposals(garden)
                point_doors(garden, directory, guide)
                order_menu(garden, walks, register, directory)
            planter.index_references()
    return planter.made + proposals
