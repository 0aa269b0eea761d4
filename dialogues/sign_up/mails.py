"""The mails about dialogues. Each is queued in the transaction of its event.

A mail holds the page's address and never the meeting link. The subject names the kind of mail and
nothing else: neither who is told nor of which dialogue.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone, translation

from casework.mail.outbox import Enclosed, queue_mail, queue_unconfirmed_mail, withdraw
from casework.models import Mail
from core.keys.purposes import recipient_keys
from core.language.addresses import portal_address
from dialogues.calendars.entries import CONTENT_TYPE, calendar_file
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.sign_up.domain.seating import Seat
from dialogues.sign_up.models import Registration

_FOLDER = "dialogues/mail"
_FILE_NAME = "dialog.ics"


def queue_confirmation(registration: Registration, now: datetime, *, is_again: bool) -> bool:
    """Tell somebody who signed up how it stands, or what to confirm; whether they are told.

    Who signs up once more is told at most once a day. No address gets more than its share.
    """
    since = timezone.localdate(now) if is_again else registration.registered_at
    must_confirm = registration.holds_until is not None
    mail = _mail(
        registration,
        "confirm" if must_confirm else "registered",
        f"{_registered(registration)}{since.isoformat()}",
        # What may come to nothing belongs in no calendar.
        encloses=not must_confirm,
    )
    return queue_unconfirmed_mail(now=now, **mail)


def withdraw_confirmation(registration: Registration) -> None:
    """Take back the mail to an address that was not meant, if it has not left yet."""
    withdraw(to=registration.email, event_begins=_registered(registration))


def queue_moved_up(registration: Registration) -> None:
    """Tell somebody who waited that there is a seat now."""
    _tell(registration, "moved_up", f"moved_up:{registration.pk}")


def queue_reminder(registration: Registration) -> bool:
    """Remind somebody the day before; whether they had not been reminded of that day already.

    A dialogue that was moved is reminded of anew.
    """
    starts_at = registration.dialogue.starts_at
    day = timezone.localdate(starts_at).isoformat() if starts_at else ""
    return _tell(registration, "reminder", f"{_reminder(registration)}{day}", encloses=False)


def withdraw_reminders(registration: Registration) -> None:
    """Take back a reminder that has not left yet: what it says is no longer so."""
    withdraw(to=registration.email, event_begins=_reminder(registration))


def forget_mails(registration: Registration) -> None:
    """Take back what has not left, and forget the address of what has."""
    if not registration.email:
        return
    ours = Mail.objects.filter(
        tells_of__recipient__in=recipient_keys(registration.email),
        tells_of__template__startswith=f"{_FOLDER}/",
    )
    # Whatever it was told of, the registration stands second: "changed:17:3".
    ours.filter(tells_of__event__regex=rf"^[a-z_]+:{registration.pk}(:|$)").delete()


def queue_changes(registrations: Iterable[Registration], change: DialogueChange) -> None:
    """Tell those who signed up that the dialogue was moved, postponed or cancelled."""
    made: dict[str, _Telling] = {}
    for registration in registrations:
        if registration.language not in made:
            made[registration.language] = _telling(registration, encloses=True)
        telling, event = made[registration.language], f"changed:{registration.pk}:{change.pk}"
        _tell(registration, "changed", event, telling=telling, change=change)


class _Telling(NamedTuple):
    """A dialogue in one language, the path of its page, and its calendar to go with a mail."""

    words: DialoguePage
    path: str
    enclosed: Enclosed | None


def _telling(registration: Registration, *, encloses: bool) -> _Telling:
    pages, dialogue = DialoguePage.objects, registration.dialogue
    words = pages.in_language(dialogue, registration.language)
    dated = pages.with_calendar_facts().filter(pk=dialogue.pk).first() if encloses else None
    parts = words.get_url_parts()
    path = parts[2] if parts and parts[2] else "/"
    if dated is None:
        return _Telling(words, path, None)
    with translation.override(words.locale.language_code):
        entry = calendar_file(dated, words=words, address=portal_address(path)).decode()
    return _Telling(words, path, Enclosed(_FILE_NAME, CONTENT_TYPE, entry))


def _tell(registration: Registration, template: str, event: str, **more: Any) -> bool:
    return queue_mail(**_mail(registration, template, event, **more)) is not None


def _mail(
    registration: Registration,
    template: str,
    event: str,
    *,
    telling: _Telling | None = None,
    encloses: bool = True,
    **context: object,
) -> dict[str, Any]:
    telling = telling or _telling(registration, encloses=encloses)
    with translation.override(registration.language):
        mine = reverse("dialogues:my_registration", args=[registration.token])
    return {
        "to": registration.email,
        "template": f"{_FOLDER}/{template}",
        "context": {
            "dialogue": registration.dialogue,
            "words": telling.words,
            "registration": registration,
            "is_waiting": registration.seat == Seat.WAITING,
            **context,
        },
        "reference": "",
        "event": event,
        "links": {"page": telling.path, "mine": mine},
        "language": registration.language,
        "enclosed": telling.enclosed,
    }


def _registered(registration: Registration) -> str:
    return f"registered:{registration.pk}:"


def _reminder(registration: Registration) -> str:
    return f"reminder:{registration.pk}:"
