"""The page of all dialogues with how they are held, and what the sources say was planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.templatetags.portal_dates import month
from dialogues import foundation
from dialogues.demo.facts_reader import INDEX_TEXT
from dialogues.demo.records import DialogueFacts, Event
from dialogues.demo.telling import told
from dialogues.models import (
    AgendaItem,
    DialogueIndexPage,
    DialogueKind,
    DialoguePage,
    InvitedActor,
)
from home.demo.bodies import stream
from home.demo.facts_records import Source
from home.demo.garden import Garden
from home.demo.standard_pages import page_finder
from home.foundation.indexes import follow_measures

KINDS = {
    "trygghetsvandring": DialogueKind.WALK,
    "föreningsdag": DialogueKind.ASSOCIATION_DAY,
}
TOPICS = {
    "trygghetsvandring": ("trygghetsvandring", "dialog"),
    "föreningsdag": ("foreningsliv",),
}


def build_index(facts: DialogueFacts, garden: Garden) -> DialogueIndexPage:
    """Make the page of all dialogues, in the menu after the measures."""
    index = _index(facts, garden)
    # Once only: later the menu is the editors'.
    if garden.planter.may_write(index) and not garden.planter.refresh:
        follow_measures(garden.home, index)
    return index


def _index(facts: DialogueFacts, garden: Garden) -> DialogueIndexPage:
    text = facts.texts[INDEX_TEXT]
    front = text.front
    return garden.planter.page(
        garden.home,
        foundation.dialogues(
            title=front.title,
            slug=front.slug,
            introduction=front.introduction,
            search_description=front.search_description,
            topic_links=garden.tagged(front.topics),
            source_links=garden.page_sources(front.sources),
            body=[*stream(text, page_finder(garden)), *told(facts, garden)],
        ),
    )


def build_events(facts: DialogueFacts, garden: Garden, index: DialogueIndexPage) -> None:
    """Make a page for each event. None has a date, so none is ever coming."""
    for each in facts.events:
        garden.planter.page(index, _page(garden, each))


def _page(garden: Garden, each: Event) -> DialoguePage:
    fields: dict[str, Any] = {
        "title": each.title,
        "slug": each.slug,
        "kind": KINDS[each.kind],
        "introduction": each.description,
        "places": [garden.places[each.place]],
        "period_text": _period(each.period),
        "as_of": _latest(garden, each.sources),
        "actor_rows": [
            InvitedActor(actor=garden.actors[slug], sort_order=number)
            for number, slug in enumerate(dict.fromkeys((each.organizer, *each.invited)))
        ],
        "agenda_rows": [
            AgendaItem(title=item.rstrip("."), sort_order=number)
            for number, item in enumerate(each.programme)
        ],
        "topic_links": garden.tagged(TOPICS[each.kind]),
        "source_links": garden.page_sources(each.sources),
    }
    return DialoguePage(**fields)


def _period(period: str) -> str:
    """Februari 2025 of "2025-02"; a year as it is."""
    year, dash, number = period.partition("-")
    return month(date(int(year), int(number), 1)) if dash else year


def _latest(garden: Garden, sources: Iterable[Source]) -> date | None:
    months = [garden.answers[source.answer].as_of for source in sources]
    return max((each for each in months if each), default=None)
