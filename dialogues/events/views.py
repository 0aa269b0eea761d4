"""The next dialogue as a small page of its own, for other municipal pages to show in a frame."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from core.freshness.readers import shared
from dialogues.events.models import DialoguePage
from dialogues.events.narrowed_feed import chosen_place, feed_name
from dialogues.events.state_words import state_words

_SECONDS_KEPT = 300
View = Callable[[HttpRequest], HttpResponse]


def framed_by_friends(view: View) -> View:
    """Let the pages that EMBED_ANCESTORS names show the answer in a frame, and nobody else."""

    @wraps(view)
    def framed(request: HttpRequest) -> HttpResponse:
        response = view(request)
        # Read by django-csp's middleware. X-Frame-Options knows no list of hosts, and browsers
        # that know this directive do not look at it.
        response._csp_replace = {"frame-ancestors": settings.EMBED_ANCESTORS}  # type: ignore[attr-defined]
        return response

    return xframe_options_exempt(framed)


@framed_by_friends
@require_safe
def next_dialogue(request: HttpRequest) -> HttpResponse:
    """The dialogue that comes next, `?plats=` at a place; one sentence when there is none."""
    now = timezone.now()
    place = chosen_place(request)
    dialogues = DialoguePage.objects.originals().live().public().to_come(now)
    if place:
        dialogues = dialogues.at_place(place.slug)
    dialogue = dialogues.select_related("locale").first()
    context = {
        "title": feed_name(place.title if place else "", None),
        "dialogue": dialogue,
        "words": DialoguePage.objects.in_language(dialogue) if dialogue else None,
        "status": state_words(dialogue.times, now) if dialogue else None,
    }
    response = render(request, "dialogues/next_dialogue.html", context)
    changes = [moment for moment in dialogue.moments(now) if moment > now] if dialogue else []
    left = min((int((moment - now).total_seconds()) for moment in changes), default=_SECONDS_KEPT)
    response["X-Robots-Tag"] = "noindex"
    return shared(request, response, seconds=min(left, _SECONDS_KEPT), reads=())
