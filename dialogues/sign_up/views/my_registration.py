"""Min anmälan: whoever holds the secret link sees their seat, and the way in when it has opened."""

from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from casework.public_forms.form_flow import METHODS, tell_nobody
from dialogues.events.domain.dialogue_times import DialogueState, SignUpState, refresh_in
from dialogues.events.domain.meeting_links import MeetingLink
from dialogues.events.models import DialoguePage
from dialogues.events.state_words import state_words
from dialogues.sign_up.actions.confirming import confirm
from dialogues.sign_up.actions.registrations import SignUpClosed, cancel
from dialogues.sign_up.domain.seating import Seat, has_lapsed, is_held
from dialogues.sign_up.models import Registration

_OVER = {DialogueState.HELD, DialogueState.REPORTED}
_CALLED_OFF = {DialogueState.CANCELLED, DialogueState.POSTPONED}


class WayIn(NamedTuple):
    """The digital way in. Everything but the moment is empty until the doors open."""

    opens_at: datetime | None
    is_open: bool
    link: MeetingLink | None
    code: str
    phone: str


@require_safe
def my_registration(request: HttpRequest, token: str) -> HttpResponse:
    """Show how it stands. The meeting link is in the answer only while it is open."""
    registration = Registration.find(token)
    if registration is None:
        return _unknown(request)
    now = timezone.now()
    dialogue = registration.dialogue
    words = DialoguePage.objects.in_language(dialogue)
    state = dialogue.state(now)
    is_cancelled = registration.seat == Seat.CANCELLED
    lapsed = has_lapsed(registration.seat, registration.holds_until, now)
    has_none = is_cancelled or lapsed or state in _OVER | _CALLED_OFF
    way_in = None if has_none else _way_in(dialogue, now)
    seconds = refresh_in(dialogue.times, now) if way_in else None
    has_begun = dialogue.starts_at is not None and dialogue.starts_at <= now
    context = {
        "registration": registration,
        "dialogue": dialogue,
        "words": words,
        "page_url": words.url if words.live else "",
        "status": state_words(dialogue.times, now),
        "is_cancelled": is_cancelled,
        "is_held": not is_cancelled and is_held(registration.holds_until, now),
        "has_lapsed": lapsed,
        "may_confirm_late": dialogue.sign_up_state(now) == SignUpState.OPEN,
        "confirm_url": reverse("dialogues:confirm_registration", args=[token]),
        "is_waiting": registration.seat == Seat.WAITING,
        "is_called_off": state in _CALLED_OFF,
        "is_over": state in _OVER,
        "last_change": dialogue.all_changes().of_time().last(),
        "way_in": way_in,
        "refresh_in": seconds,
        "may_cancel": not is_cancelled and not (has_begun and state not in _CALLED_OFF),
        "cancel_url": reverse("dialogues:cancel_registration", args=[token]),
    }
    response = tell_nobody(render(request, "dialogues/my_registration.html", context))
    if seconds is not None:
        response["Refresh"] = str(seconds)
    return response


# No token guards this form: the link itself is the whole authority, and no other site can know
# it. Keeping the link from referrers also makes browsers hide the origin that a token relies on.
@csrf_exempt
@require_http_methods(METHODS)
def cancel_registration(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to cancel, and do it. Twice is once."""
    registration = Registration.find(token)
    if registration is None:
        return _unknown(request)
    mine = reverse("dialogues:my_registration", args=[token])
    if request.method == "POST":
        cancel(registration_id=registration.pk, now=timezone.now())
    elif registration.seat != Seat.CANCELLED:
        words = DialoguePage.objects.in_language(registration.dialogue)
        context = {"words": words, "back": mine}
        return tell_nobody(render(request, "dialogues/cancel_registration.html", context))
    # The page of the registration says how it stands now.
    return tell_nobody(redirect(mine))


# Guarded by its link, as cancelling is. Not done by opening it: scanners of mail open links.
@csrf_exempt
@require_http_methods(METHODS)
def confirm_registration(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address when the button is pressed. Twice is once."""
    registration = Registration.find(token)
    if registration is None:
        return _unknown(request)
    if request.method == "POST":
        # When it is too late, the page of the registration says so.
        with suppress(SignUpClosed):
            confirm(registration_id=registration.pk, now=timezone.now())
    return tell_nobody(redirect("dialogues:my_registration", token))


def _way_in(dialogue: DialoguePage, now: datetime) -> WayIn | None:
    if not dialogue.is_digital:
        return None
    opens_at = dialogue.times.opens_at
    if not dialogue.link_is_open(now):
        return WayIn(opens_at, False, None, "", "")
    code, phone = dialogue.meeting_code, dialogue.phone_alternative
    return WayIn(opens_at, True, dialogue.meeting_link, code, phone)


def _unknown(request: HttpRequest) -> HttpResponse:
    page = render(request, "dialogues/registration_unknown.html", status=404)
    return tell_nobody(page)
