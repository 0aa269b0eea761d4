"""A dialogue as search engines should know it: when, where, how, and whether it still holds."""

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import get_language

from core.chrome.chrome import Chrome
from core.pages.schema_org import EventFacts
from dialogues.events.domain.dialogue_times import DialogueState
from dialogues.events.models import DialoguePage
from dialogues.events.page_view.shown import DialogueShown


def event_facts(page: DialoguePage, shown: DialogueShown, chrome: Chrome) -> EventFacts | None:
    """Return the meeting, or None when it has no date: nobody should put it in a calendar."""
    if page.starts_at is None or page.ends_at is None:
        return None
    previous = shown.previous_start
    return EventFacts(
        name=page.title,
        summary=page.summary,
        url=chrome.root_url + (page.url or ""),
        starts_at=localtime(page.starts_at),
        ends_at=localtime(page.ends_at),
        previous_start=localtime(previous) if previous else None,
        status=_status(shown.state, is_moved=previous is not None),
        is_on_site=page.is_on_site,
        is_online=page.is_digital,
        meeting_point=page.meeting_point,
        places=[place.title for place in shown.places],
        organizer=chrome.settings.organisation_name,
        language=get_language() or settings.LANGUAGE_CODE,
    )


def _status(state: DialogueState, *, is_moved: bool) -> str:
    if state == DialogueState.CANCELLED:
        return "Cancelled"
    if state == DialogueState.POSTPONED:
        return "Postponed"
    return "Rescheduled" if is_moved else "Scheduled"
