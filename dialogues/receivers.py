"""What follows when a dialogue is published, whoever or whatever publishes it."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale
from wagtail.signals import page_published

from dialogues.actions.going_out import note_exception
from dialogues.actions.signing_up import fill_free_seats
from dialogues.models import DialoguePage, Registration


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    for name, receiver in (("seats", _fill_seats), ("going_out", _note_exception)):
        page_published.connect(
            receiver, sender=DialoguePage, dispatch_uid=f"dialogues.DialoguePage.{name}"
        )


def _fill_seats(instance: DialoguePage, **kwargs: Any) -> None:
    """People move up when there are more seats than before."""
    if Registration.objects.filter(dialogue=instance).waiting().exists():
        fill_free_seats(dialogue_id=instance.pk, now=timezone.now())


def _note_exception(instance: DialoguePage, revision: Any = None, **kwargs: Any) -> None:
    if instance.alias_of_id or instance.locale_id != Locale.get_default().pk:
        return
    note_exception(instance, by=revision.user if revision else None, now=timezone.now())
