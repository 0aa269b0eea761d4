"""The page of all dialogues with how they are held, and what the sources say was planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from core.templatetags.portal_dates import month
from dialogues.demo.facts_reader import INDEX_TEXT
from dialogues.demo.records import DialogueFacts, Event
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
from home.models import MeasureIndexPage

KINDS = {
    "trygghetsvandring": DialogueKind.WALK,
    "föreningsdag": DialogueKind.ASSOCIATION_DAY,
}
TOPICS = {
    "trygghetsvandring": ("trygghetsvandring", "dialog"),
    "föreningsdag": ("foreningsliv",),
}
# Said only where it is not simply so.
OPEN_STATUS = {"ska ses över", "ska utvecklas", "ska användas"}


def build_index(facts: DialogueFacts, garden: Garden) -> DialogueIndexPage:
    """Make the page of all dialogues, in the menu after the measures."""
    index = _index(facts, garden)
    before = MeasureIndexPage.objects.child_of(garden.home).order_by("path").first()
    # Once only: later the menu is the editors'.
    if before is not None and garden.planter.may_write(index) and not garden.planter.refresh:
        index.refresh_from_db()
        index.move(before, pos="right")
        index.refresh_from_db()
    return index


def _index(facts: DialogueFacts, garden: Garden) -> DialogueIndexPage:
    text = facts.texts[INDEX_TEXT]
    front = text.front
    return garden.planter.page(
        garden.home,
        DialogueIndexPage(
            title=front.title,
            slug=front.slug,
            introduction=front.introduction,
            search_description=front.search_description,
            show_in_menus=True,
            topic_links=garden.tagged(front.topics),
            source_links=garden.page_sources(front.sources),
            body=[*stream(text, page_finder(garden)), *_told(facts)],
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


def _told(facts: DialogueFacts) -> list[tuple[str, Any]]:
    """Return what is told of all dialogues: how they are held, which come back, what was asked."""
    routines = [
        (each.title, [each.text, _as_of(each.as_of, each.status)]) for each in facts.routines
    ]
    series = [
        (each.title, [each.description, each.frequency, _as_of(each.as_of, each.status)])
        for each in facts.series
        if each.is_public
    ]
    proposals = [
        (
            each.title,
            [
                _("Förslag: %(text)s") % {"text": each.proposal},
                _("Svar: %(text)s") % {"text": each.response},
                _("Utfall: %(text)s.") % {"text": each.outcome},
            ],
        )
        for each in facts.proposals
    ]
    return [
        ("text", _chapter(_("Så gör vi dialoger"), routines)),
        ("text", _chapter(_("Dialoger som återkommer"), series)),
        ("text", _chapter(_("Förslag om dialog, och svaren"), proposals)),
    ]


def _as_of(told: date, status: str) -> str:
    when = _("Uppgiften gäller %(month)s.") % {"month": month(told)}
    return f"{status.capitalize()}. {when}" if status in OPEN_STATUS else when


def _chapter(heading: str, sections: Iterable[tuple[str, list[str]]]) -> str:
    parts = [
        format_html(
            "<h3>{}</h3>{}",
            title,
            format_html_join("", "<p>{}</p>", ([line] for line in lines if line)),
        )
        for title, lines in sections
    ]
    return format_html(
        "<h2>{}</h2>{}", heading, format_html_join("", "{}", ([each] for each in parts))
    )
