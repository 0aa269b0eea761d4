"""The mails about dialogues. Each is queued in the transaction of its event.

A mail holds the page's address and never the meeting link. The subject names the kind of mail and
nothing else: neither who is told nor of which dialogue.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone, translation

from casework.mail.outbox import Enclosed, portal_address, queue_mail, withdraw
from dialogues.calendars.entries import CONTENT_TYPE, calendar_file
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.sign_up.domain.seating import Seat
from dialogues.sign_up.models import Registration

_FOLDER = "dialogues/mail"
_FILE_NAME = "dialog.ics"


def queue_confirmation(registration: Registration, *, again_on: datetime | None = None) -> None:
    """Tell somebody who signed up that they have a seat, or that they wait.

    Who signs up once more is told how it stands, at most once a day.
    """
    event = f"registered:{registration.pk}"
    if again_on:
        event = f"{event}:{timezone.localdate(again_on).isoformat()}"
    _tell(registration, _telling(registration), "registered", event)


def queue_moved_up(registration: Registration) -> None:
    """Tell somebody who waited that there is a seat now."""
    _tell(registration, _telling(registration), "moved_up", f"moved_up:{registration.pk}")


def queue_reminder(registration: Registration) -> bool:
    """Remind somebody the day before; whether they had not been reminded of that day already.

    A dialogue that was moved is reminded of anew.
    """
    starts_at = registration.dialogue.starts_at
    day = timezone.localdate(starts_at).isoformat() if starts_at else ""
    telling = _telling(registration, encloses=False)
    return _tell(registration, telling, "reminder", f"{_reminder(registration)}{day}")


def withdraw_reminders(registration: Registration) -> None:
    """Take back a reminder that has not left yet: what it says is no longer so."""
    withdraw(to=registration.email, event_begins=_reminder(registration))


def queue_changes(registrations: Iterable[Registration], change: DialogueChange) -> None:
    """Tell those who signed up that the dialogue was moved, postponed or cancelled."""
    made: dict[str, _Telling] = {}
    for registration in registrations:
        if registration.language not in made:
            made[registration.language] = _telling(registration)
        event = f"changed:{registration.pk}:{change.pk}"
        _tell(registration, made[registration.language], "changed", event, change=change)


class _Telling(NamedTuple):
    """A dialogue in one language, the address of its page, and its calendar to go with a mail."""

    words: DialoguePage
    address: str
    enclosed: list[Enclosed]


def _telling(registration: Registration, *, encloses: bool = True) -> _Telling:
    pages, dialogue = DialoguePage.objects, registration.dialogue
    words = pages.in_language(dialogue, registration.language)
    dated = pages.with_calendar_facts().filter(pk=dialogue.pk).first() if encloses else None
    parts = words.get_url_parts()
    address = portal_address(parts[2] if parts and parts[2] else "/")
    if dated is None:
        return _Telling(words, address, [])
    with translation.override(words.locale.language_code):
        entry = calendar_file(dated, words=words, address=address).decode()
    return _Telling(words, address, [Enclosed(_FILE_NAME, CONTENT_TYPE, entry)])


def _tell(
    registration: Registration, telling: _Telling, template: str, event: str, **context: object
) -> bool:
    with translation.override(registration.language):
        mine = reverse("dialogues:my_registration", args=[registration.token])
    queued = queue_mail(
        to=registration.email,
        template=f"{_FOLDER}/{template}",
        context={
            "dialogue": registration.dialogue,
            "words": telling.words,
            "registration": registration,
            "is_waiting": registration.seat == Seat.WAITING,
            "page": telling.address,
            "mine": portal_address(mine),
            **context,
        },
        reference="",
        event=event,
        language=registration.language,
        enclosed=telling.enclosed,
    )
    return queued is not None


def _reminder(registration: Registration) -> str:
    return f"reminder:{registration.pk}:"
