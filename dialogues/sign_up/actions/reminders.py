"""Reminding people of what they have signed up for, the day before."""

from datetime import datetime

from django.db import transaction

from core.times.days import day_of, midnight, midnight_after
from dialogues.events.models import DialoguePage
from dialogues.sign_up import mails
from dialogues.sign_up.models import Registration


def send_reminders(now: datetime) -> int:
    """Queue a reminder to everybody who has a seat tomorrow; return how many were queued.

    Nobody is reminded twice of the same day, and nobody of what they signed up for today.
    """
    first = Registration.objects.active().filter(**_tomorrow("dialogue__", now))
    return sum(_remind(pk, now) for pk in set(first.values_list("dialogue_id", flat=True)))


def _remind(dialogue_id: int, now: datetime) -> int:
    with transaction.atomic():
        # Locked, so that nobody moves or cancels it while its reminders are written.
        same = DialoguePage.objects.locked().filter(pk=dialogue_id, live=True)
        going = same.filter(is_cancelled=False, is_postponed=False, **_tomorrow("", now))
        dialogue = going.first()
        if dialogue is None:
            return 0
        comers = Registration.objects.filter(dialogue=dialogue).reachable().seated()
        queued = 0
        for registration in comers.filter(registered_at__lt=midnight(day_of(now))):
            registration.dialogue = dialogue
            queued += mails.queue_reminder(registration)
        return queued


def _tomorrow(prefix: str, now: datetime) -> dict[str, datetime]:
    begins = midnight_after(now)
    return {
        f"{prefix}starts_at__gte": begins,
        f"{prefix}starts_at__lt": midnight_after(begins),
    }
