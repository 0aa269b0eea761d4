"""Everything a dialogue's page shows at a moment: its face, its ways in, what has been changed."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.chrome.chrome import Chrome
from core.freshness.kept_warm import warm
from core.pages.kept_rows import kept_rows
from core.pages.page_views import shows
from core.pages.schema_org import event
from core.routing.public_pages import only_public
from dialogues.events.domain.dialogue_times import (
    REPORT_DAYS,
    DialogueState,
    days_left,
    report_due_on,
    report_late_from,
    state_changes,
)
from dialogues.events.models import DialoguePage
from dialogues.events.page_view.shown import DialogueShown, DigitalWay, Face, Fact, Sibling
from dialogues.events.page_view.structured_event import event_facts
from dialogues.events.state_words import state_words
from home.listing import index_url

# How many others of its series a page names.
_SIBLINGS = 12
_FACES = {
    DialogueState.ANNOUNCED: Face.INVITATION,
    DialogueState.COMING: Face.INVITATION,
    DialogueState.OPEN_SOON: Face.LIVE,
    DialogueState.LIVE: Face.LIVE,
    DialogueState.HELD: Face.AFTERWARDS,
    DialogueState.REPORTED: Face.REPORT,
    DialogueState.POSTPONED: Face.CALLED_OFF,
    DialogueState.CANCELLED: Face.CALLED_OFF,
}


@shows(DialoguePage)
def dialogue_page(page: DialoguePage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What the page shows, what search engines are told, and until when both are so."""
    shown = dialogue_shown(page, now)
    facts = event_facts(page, shown, Chrome(request))
    return {
        "dialogue": shown,
        # The others of the series are shown with their states.
        "moments": [moment for sibling in shown.siblings for moment in sibling.moments],
        "schema_org": [event(facts)] if facts else [],
    }


def dialogue_shown(page: DialoguePage, now: datetime) -> DialogueShown:
    """Return what the page shows at `now`, in at most seven queries."""
    state = page.state(now)
    face = _FACES[state]
    late_from = report_late_from(page.times, days=REPORT_DAYS)
    changes = warm(f"changes:{page.pk}", lambda: list(page.all_changes())) if page.pk else []
    return DialogueShown(
        state=state,
        face=face,
        status=state_words(page.times, now),
        places=only_public(kept_rows(page, "places")),
        actors=kept_rows(page, "actor_rows", "with_actors"),
        # What was planned is of no use beside what came of it.
        agenda=kept_rows(page, "agenda_rows") if face != Face.REPORT else [],
        changes=changes,
        last_change=next((each for each in reversed(changes) if not each.is_of_place), None),
        rearranged=next((each for each in reversed(changes) if each.is_of_place), None),
        digital=_digital(page, now),
        has_meeting_point=page.is_on_site and bool(page.meeting_point),
        facts=_facts(page),
        findings=kept_rows(page, "finding_rows", "with_measures") if face == Face.REPORT else [],
        siblings=_siblings(page, now),
        report_due_on=report_due_on(page.times, days=REPORT_DAYS),
        report_is_late=late_from is not None and late_from <= now,
        refresh_in=page.refresh_in(now),
        # A preview says what it will say once it is published.
        sign_up=page.sign_up_state(now, as_if_live=True),
        index_url=index_url("dialogues.DialogueIndexPage"),
    )


def _digital(page: DialoguePage, now: datetime) -> DigitalWay | None:
    if not page.is_digital:
        return None
    is_open, for_registered = page.link_is_open(now), page.shows_link_to_registered_only
    is_shown = is_open and not for_registered
    return DigitalWay(
        opens_at=page.times.opens_at,
        opens_in=_opens_in(page, now),
        is_open=is_open,
        link=page.meeting_link if is_shown else None,
        code=page.meeting_code if is_shown else "",
        phone=page.phone_alternative if is_shown else "",
        help=page.digital_help,
        is_for_registered=for_registered,
    )


def _opens_in(page: DialoguePage, now: datetime) -> str:
    days = days_left(page.times, now)
    if days is None:
        return ""
    near = {0: _("i dag"), 1: _("i morgon")}
    return near.get(days) or _("om %(days)s dagar") % {"days": days}


def _facts(page: DialoguePage) -> list[Fact]:
    if not page.is_on_site:
        return []
    return [
        Fact(_("Stegfritt"), page.is_step_free),
        Fact(_("Toalett"), page.has_toilet),
        Fact(_("Hörslinga"), page.has_hearing_loop),
    ]


def _siblings(page: DialoguePage, now: datetime) -> list[Sibling]:
    if page.series_id is None:
        return []
    others = type(page).objects.in_series_of(page)[:_SIBLINGS]
    return [
        Sibling(
            series_text=each.series.text,
            title=each.title,
            url=each.url or "",
            starts_at=each.starts_at,
            status=state_words(each.times, now),
            moments=tuple(state_changes(each.times)),
        )
        for each in only_public(others)
    ]
