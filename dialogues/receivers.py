"""What follows when a dialogue is published or changed, whoever or whatever does it."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale
from wagtail.signals import page_published

from dialogues.events.actions.plan_changes import note_rearrangement, plan_changed
from dialogues.events.actions.publication import share
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.invitations.actions import note_exception
from dialogues.sign_up.actions.registrations import tell_of_change
from dialogues.sign_up.actions.seats import fill_free_seats
from dialogues.sign_up.models import Registration


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    receivers = {
        "seats": _fill_seats,
        "going_out": _note_exception,
        "rearranged": _note_rearrangement,
        "shared": _share,
    }
    for name, receiver in receivers.items():
        page_published.connect(
            receiver, sender=DialoguePage, dispatch_uid=f"dialogues.DialoguePage.{name}"
        )
    plan_changed.connect(_tell_comers, dispatch_uid="dialogues.plan_changed.comers")


def _tell_comers(change: DialogueChange, **kwargs: Any) -> None:
    tell_of_change(change)


def _fill_seats(instance: DialoguePage, **kwargs: Any) -> None:
    """People move up when there are more seats than before."""
    if Registration.objects.filter(dialogue=instance).waiting().exists():
        fill_free_seats(dialogue_id=instance.pk, now=timezone.now())


def _note_exception(instance: DialoguePage, revision: Any = None, **kwargs: Any) -> None:
    if _is_original(instance):
        note_exception(instance, by=revision.user if revision else None, now=timezone.now())


def _note_rearrangement(instance: DialoguePage, revision: Any = None, **kwargs: Any) -> None:
    """People are told where and how it is held now, if they have been told otherwise."""
    if _is_original(instance):
        officer, before = revision.user if revision else None, instance.held_before
        note_rearrangement(instance, before, by=officer, now=timezone.now())


def _share(instance: DialoguePage, revision: Any = None, **kwargs: Any) -> None:
    """The dialogue is the same one in every language."""
    if _is_original(instance):
        share(instance, officer=revision.user if revision else None)


def _is_original(page: DialoguePage) -> bool:
    """Whether it is the dialogue itself, to which changes belong, and no translation or alias."""
    return not page.alias_of_id and page.locale_id == Locale.get_default().pk
