"""The mails about dialogues. Each is queued in the transaction of its event.

A mail holds the page's address and never the meeting link. The subject names the kind of mail and
nothing else: neither who is told nor of which dialogue.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone, translation

from casework.mail.outbox import Enclosed, portal_address, queue_mail, withdraw
from core.models import PortalSettings
from dialogues.calendars.entries import CONTENT_TYPE, calendar_file
from dialogues.events.domain.choices import ChangeKind
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.sign_up.domain.seating import Seat
from dialogues.sign_up.models import Registration

_FOLDER = "dialogues/mail"
_FILE_NAME = "dialog.ics"


def queue_confirmation(registration: Registration) -> None:
    """Tell somebody who signed up that they have a seat, or that they wait."""
    _tell_of_registration(registration, f"registered:{registration.pk}")


def queue_confirmation_again(registration: Registration, now: datetime) -> None:
    """Tell somebody who signed up once more how it stands, at most once a day."""
    day = timezone.localdate(now).isoformat()
    _tell_of_registration(registration, f"registered:{registration.pk}:{day}")


def queue_moved_up(registration: Registration) -> None:
    """Tell somebody who waited that there is a seat now."""
    words = _words(registration.dialogue, registration.language)
    enclosed = _enclosed(registration.dialogue, words)
    _tell(registration, words, "moved_up", f"moved_up:{registration.pk}", enclosed)


def queue_reminder(registration: Registration) -> bool:
    """Remind somebody the day before; whether they had not been reminded of that day already.

    A dialogue that was moved is reminded of anew.
    """
    dialogue = registration.dialogue
    day = timezone.localdate(dialogue.starts_at).isoformat() if dialogue.starts_at else ""
    words = _words(dialogue, registration.language)
    return _tell(registration, words, "reminder", f"{_reminder(registration)}{day}")


def withdraw_reminders(registration: Registration) -> None:
    """Take back a reminder that has not left yet: what it says is no longer so."""
    withdraw(to=registration.email, event_begins=_reminder(registration))


def queue_changes(registrations: Iterable[Registration], change: DialogueChange) -> None:
    """Tell those who signed up that the dialogue was moved, postponed or cancelled."""
    dialogue = change.dialogue
    made: dict[str, tuple[DialoguePage, list[Enclosed]]] = {}
    for registration in registrations:
        language = registration.language
        if language not in made:
            words = _words(dialogue, language)
            made[language] = (words, _enclosed(dialogue, words))
        words, enclosed = made[language]
        event = f"changed:{registration.pk}:{change.pk}"
        facts = {"change": change, "kinds": ChangeKind}
        _tell(registration, words, "changed", event, enclosed, **facts)


def _tell_of_registration(registration: Registration, event: str) -> None:
    words = _words(registration.dialogue, registration.language)
    _tell(registration, words, "registered", event, _enclosed(registration.dialogue, words))


def _tell(
    registration: Registration,
    words: DialoguePage,
    template: str,
    event: str,
    enclosed: Iterable[Enclosed] = (),
    **context: object,
) -> bool:
    with translation.override(registration.language):
        mine = reverse("dialogues:my_registration", args=[registration.token])
    queued = queue_mail(
        to=registration.email,
        template=f"{_FOLDER}/{template}",
        context={
            "dialogue": registration.dialogue,
            "words": words,
            "registration": registration,
            "is_waiting": registration.seat == Seat.WAITING,
            "page": _address(words),
            "mine": portal_address(mine),
            "contact": PortalSettings.known_by_default(),
            **context,
        },
        reference="",
        event=event,
        language=registration.language,
        enclosed=list(enclosed),
    )
    return queued is not None


def _enclosed(dialogue: DialoguePage, words: DialoguePage) -> list[Enclosed]:
    row = DialoguePage.objects.with_calendar_facts().filter(pk=dialogue.pk).first()
    if row is None:
        return []
    with translation.override(words.locale.language_code):
        entry = calendar_file(row, words=words, address=_address(words)).decode()
    return [Enclosed(_FILE_NAME, CONTENT_TYPE, entry)]


def _words(dialogue: DialoguePage, language: str) -> DialoguePage:
    words: DialoguePage = DialoguePage.objects.in_language(dialogue, language)
    return words


def _address(page: DialoguePage) -> str:
    parts = page.get_url_parts()
    return portal_address(parts[2] if parts and parts[2] else "/")


def _reminder(registration: Registration) -> str:
    return f"reminder:{registration.pk}:"
