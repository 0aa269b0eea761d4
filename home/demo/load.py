"""The load: everything is read and checked first, then made in one transaction."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import translation
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.demo.answers import build_answers, publish_answers
from home.demo.facts_reader import FACTS, read_facts
from home.demo.facts_records import Facts
from home.demo.front import (
    OF_ANSWERS,
    build_english_front_page,
    build_settings,
    finish_front_page,
)
from home.demo.garden import Garden
from home.demo.guidance import build_guidance
from home.demo.measures import build_measures
from home.demo.places import build_places
from home.demo.standard_pages import (
    ABOUT,
    build_english_pages,
    build_news,
    build_standard_pages,
    fill_standard_pages,
)
from home.demo.text_reader import TEXTS
from home.demo.vocabulary import build_actor_sources, build_actors, build_topics, build_words
from home.foundation.front import build_front_page
from home.foundation.indexes import build_indexes
from home.foundation.planting import Planter
from home.models import HomePage


def build(*, refresh: bool = False, facts_folder: Path = FACTS, texts_folder: Path = TEXTS) -> int:
    """Load the demo content of home and return how many pages and rows were made.

    Safe to run again: what exists is left alone, unless ``refresh`` asks to write the facts over
    it. Raises FactsError, before anything is written, when the facts contradict themselves.
    """
    with translation.override("sv"):
        facts = read_facts(facts_folder, texts_folder)
        planter = Planter(refresh=refresh)
        with transaction.atomic():
            home = build_front_page(planter)
            with disable_reference_index_auto_update():
                _build_below(facts, planter, home)
            planter.index_references()
    return planter.made


def _build_below(facts: Facts, planter: Planter, home: HomePage) -> None:
    """Make everything under the front page, each thing after those that it refers to."""
    indexes = build_indexes(planter, home, of_answers=OF_ANSWERS)
    garden = Garden(facts, planter, home)
    build_topics(garden)
    build_actors(garden)
    build_answers(garden, indexes.answers)
    build_actor_sources(garden)
    build_words(garden)
    build_places(garden, indexes.places)
    build_measures(garden, indexes.measures)
    publish_answers(garden)
    build_guidance(garden)
    pages = build_standard_pages(garden)
    fill_standard_pages(garden, pages)
    build_news(garden, indexes.news)
    finish_front_page(planter, home, indexes, pages["prioriteringar.md"])
    build_settings(pages[ABOUT], pages["personuppgifter.md"])
    english = build_english_front_page(planter, home, facts)
    build_english_pages(garden, english, pages)
