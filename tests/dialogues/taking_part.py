"""Signing up as a test does it: through the form, or at once."""

from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from dialogues import models
from dialogues.sign_up.actions.confirming import confirm
from dialogues.sign_up.actions.registrations import Comer, sign_up
from tests.factories.dialogues import DialogueFactory
from tests.filled_forms import filled, form_of
from tests.form_fields import Fields

PURPOSE = "dialogues.sign_up"
LINK = "https://meet.jit.si/hemligt-rum"


def walk_in(index: models.DialogueIndexPage, **more: Any) -> models.DialoguePage:
    """Make a walk on site and digitally, with two chairs."""
    facts = {"hybrid": True, "with_sign_up": True, "capacity": 2, "digital_url": LINK}
    page: models.DialoguePage = DialogueFactory(parent=index, **{**facts, **more})
    return page


def form_address(dialogue: models.DialoguePage) -> str:
    """Return where one signs up."""
    return f"/dialog/{dialogue.pk}/anmal/"


def my_address(registration: models.Registration) -> str:
    """Return the secret path of a registration."""
    return f"/dialog/anmalan/{registration.token}/"


def ready(visitor: Client, dialogue: models.DialoguePage, **changes: Any) -> Fields:
    """Return the form as somebody sends it."""
    words = {"name": "Åsa Öberg", "email": "asa@exempel.se", "way": "plats"}
    form = form_of(visitor.get(form_address(dialogue)))
    return filled(form, PURPOSE, **{**words, **changes})


def send(visitor: Client, dialogue: models.DialoguePage, **changes: Any) -> Any:
    """Sign up through the form."""
    return visitor.post(form_address(dialogue), ready(visitor, dialogue, **changes))


def come(
    dialogue: models.DialoguePage,
    who: str,
    *,
    now: datetime | None = None,
    confirms: bool = True,
    **more: Any,
) -> models.Registration:
    """Sign somebody up at once, and confirm it; `who` is their name and their address."""
    now, comer = now or timezone.now(), Comer(name=who.title(), email=f"{who}@exempel.se", **more)
    registration = sign_up(dialogue_id=dialogue.pk, comer=comer, now=now).registration
    if confirms:
        confirm(registration_id=registration.pk, now=now)
        registration.refresh_from_db()
    return registration


def seats(dialogue: models.DialoguePage) -> dict[str, str]:
    """Return who has which seat; who has cancelled has no name."""
    rows = models.Registration.objects.filter(dialogue=dialogue)
    return {row.name.lower(): row.seat for row in rows}
