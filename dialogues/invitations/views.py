"""A dialogue on one sheet of A4, for notice boards: what, when, where, and a code that leads on."""

from io import BytesIO

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from core.freshness.readers import shared
from core.language.addresses import root_url
from dialogues.events.domain.dialogue_times import DialogueState
from dialogues.events.published import find_dialogue
from dialogues.events.state_words import state_words
from dialogues.invitations.models import InvitedActor

_SECONDS_KEPT = 300
# From how many characters on a title is set smaller.
_LONG, _VERY_LONG = 45, 90
_LONGEST_ADDRESS = 80
_CALLED_OFF = {DialogueState.CANCELLED, DialogueState.POSTPONED}


@require_safe
def poster(request: HttpRequest, page_id: int) -> HttpResponse:
    """The dialogue as something to print. No digital link: the code leads to the page."""
    dialogue, words = find_dialogue(page_id)
    now = timezone.now()
    invited = InvitedActor.objects.with_actors().filter(dialogue=dialogue)
    address = root_url(request) + (words.get_url(request) or "/")
    context = {
        "dialogue": dialogue,
        "words": words,
        "actors": [row.actor for row in invited.filter(is_confirmed=True)],
        "size": _size(words.title),
        "status": state_words(dialogue.times, now),
        "is_called_off": dialogue.state(now) in _CALLED_OFF,
        "code": qr_code(address),
        "address": _short(address),
    }
    response = render(request, "dialogues/poster.html", context)
    response["X-Robots-Tag"] = "noindex"
    return shared(request, response, seconds=_SECONDS_KEPT, reads=())


def qr_code(address: str) -> SafeString:
    """Return a QR code of `address` as SVG for a page, without the quiet zone around it.

    A quarter of it may be hidden by rain or a pin and it can still be read.
    """
    code = segno.make(address, error="q", micro=False, boost_error=False)
    drawn = BytesIO()
    code.save(drawn, kind="svg", xmldecl=False, svgns=True, border=0, omitsize=True, svgclass=None)
    # Made of numbers only; the address itself is not in it.
    return mark_safe(drawn.getvalue().decode().strip())  # noqa: S308


def _short(address: str) -> str:
    """Return the address as one types it, or only the host when nobody would type it all."""
    typed = address.split("://")[-1].rstrip("/")
    return typed if len(typed) <= _LONGEST_ADDRESS else typed.partition("/")[0]


def _size(title: str) -> str:
    if len(title) > _VERY_LONG:
        return "very-long"
    return "long" if len(title) > _LONG else "short"
