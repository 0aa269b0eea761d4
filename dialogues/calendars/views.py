"""Dialogues for people's own calendars: one at a time, or feeds that follow what happens."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from core.freshness.readers import shared
from core.language.addresses import root_url
from dialogues.calendars.entries import CONTENT_TYPE, calendar_chunks, calendar_file
from dialogues.events.models import DialoguePage
from dialogues.events.narrowed_feed import chosen_kind, chosen_place, feed_name
from dialogues.events.published import find_dialogue

_SECONDS_KEPT = 300
# One round of reading for as many dialogues as a district will have in decades.
_STEP = 2000


@require_safe
def calendar_entry(request: HttpRequest, page_id: int) -> HttpResponse:
    """One dialogue as a file."""
    found = find_dialogue(page_id)
    dialogues = DialoguePage.objects.with_calendar_facts()
    dialogue = dialogues.filter(pk=found.dialogue.pk).first()
    if dialogue is None:
        raise Http404
    address = root_url(request) + (found.words.get_url(request) or "/")
    entry = calendar_file(dialogue, words=found.words, address=address)
    response = HttpResponse(entry, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="dialog.ics"'
    return shared(request, response, seconds=_SECONDS_KEPT, reads=())


@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """All dialogues that have a date; `?plats=` and `?slag=` narrow the feed.

    Calendars ask every hour, so it is put together before it is sent: then it has a validator.
    """
    place, kind = chosen_place(request), chosen_kind(request)
    dialogues = DialoguePage.objects.originals().live().public().with_calendar_facts()
    if place:
        dialogues = dialogues.at_place(place.slug)
    if kind:
        dialogues = dialogues.filter(kind=kind)
    name = feed_name(place.title if place else "", kind)
    rows = _rows(request, dialogues.order_by("starts_at", "pk"))
    calendar = b"".join(calendar_chunks(name, rows))
    response = HttpResponse(calendar, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'inline; filename="kalender.ics"'
    response["X-Robots-Tag"] = "noindex"
    return shared(request, response, seconds=_SECONDS_KEPT, reads=())


def _rows(request: HttpRequest, dialogues: Any) -> Iterator[tuple[DialoguePage, DialoguePage, str]]:
    language = translation.get_language() or settings.LANGUAGE_CODE
    root = root_url(request)
    translated: dict[Any, DialoguePage] = {}
    if language != settings.LANGUAGE_CODE:
        others = DialoguePage.objects.live().public().filter(locale__language_code=language)
        translated = {page.translation_key: page for page in others.select_related("locale")}
    for dialogue in dialogues.iterator(chunk_size=_STEP):
        words = translated.get(dialogue.translation_key, dialogue)
        yield dialogue, words, root + (words.get_url(request) or "/")
