"""Lets people move up when a dialogue is published with more seats than before."""

from typing import Any

from django.utils import timezone
from wagtail.signals import page_published

from dialogues.actions.signing_up import fill_free_seats
from dialogues.models import DialoguePage, Registration


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    page_published.connect(
        _on_published, sender=DialoguePage, dispatch_uid="dialogues.DialoguePage.published"
    )


def _on_published(instance: DialoguePage, **kwargs: Any) -> None:
    if Registration.objects.filter(dialogue=instance).waiting().exists():
        fill_free_seats(dialogue_id=instance.pk, now=timezone.now())
