"""What lists and search keep of a dialogue: its words, its facets, and what a row shows."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.pages.search_document import Facet
from core.routing.public_pages import only_public
from dialogues.events.models.dialogue_fields import DialogueFields
from dialogues.events.state_words import state_facets, when_facets
from home.places.place_tree import place_facets


def search_words(page: DialogueFields) -> str:
    """Return all words by which the dialogue is found, beside its title and summary."""
    findings = " ".join(f"{row.text} {row.next_step}" for row in page.finding_rows.all())
    agenda = " ".join(row.title for row in page.agenda_rows.all())
    actors = " ".join(row.actor.name for row in page.actor_rows.all())
    told = (page.introduction, page.problem, page.meeting_point, page.way_there, page.languages)
    return " ".join((*told, page.report_summary, findings, agenda, actors))


def search_facets(page: DialogueFields) -> Iterator[Facet]:
    """Yield what it can be narrowed by; its states with the times for which they hold."""
    yield from place_facets(page.places.all())
    yield Facet("dialogue_kind", page.kind.lower(), str(page.get_kind_display()))
    if page.is_on_site:
        yield Facet("dialogue_form", "pa-plats", str(_("På plats")))
    if page.is_digital:
        yield Facet("dialogue_form", "digitalt", str(_("Digitalt")))
    yield from state_facets(page.times)
    yield from when_facets(page.times)


def search_card(page: DialogueFields, *, moved_from: datetime | None) -> dict[str, Any]:
    """Return what a row shows, whatever its state will be when somebody looks.

    `moved_from` is when it should have begun, if moving it was what was decided last.
    """
    return {
        "kind": str(page.get_kind_display()),
        "starts_at": page.starts_at.isoformat() if page.starts_at else None,
        "ends_at": page.ends_at.isoformat() if page.ends_at else None,
        "moved_from": moved_from.isoformat() if moved_from else None,
        "period": page.period_text,
        "form": page.form,
        "opens_minutes": page.opens_minutes,
        "meeting_point": page.meeting_point if page.is_on_site else "",
        "is_cancelled": page.is_cancelled,
        "is_postponed": page.is_postponed,
        "reported_at": page.reported_at.isoformat() if page.reported_at else None,
        "report": page.report_summary,
        "places": [place.title for place in only_public(page.places.all())],
    }
