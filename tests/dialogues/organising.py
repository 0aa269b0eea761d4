"""A communicator at work: a whole invitation, the editor's form, and people who have signed up."""

from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from core.keys.purposes import recipient_key
from core.models import Actor, ActorKind, SpeaksFor
from dialogues.models import DialoguePage, InvitedActor, Registration, Seat
from tests.factories.dialogues import DialogueFactory

LIST = "/admin/dialoger/"
WHOLE = {
    "participation": "CONSULTATION",
    "what_can_change": "Var lamporna ställs.",
    "way_there": "Från torget rakt fram i femtio meter.",
    "languages": "Svenska. Säg till om du vill ha tolk.",
    "recording_notice": "Ingen filmar.",
    "answers_come_back": "Svaren står i rapporten.",
    "access": "Stegfritt. Ring 08-123 45 67 om du behöver något.",
    "contact_role": "Trygghetssamordnaren",
    "contact_email": "trygghet@exempel.se",
    "if_cancelled": "Det står på sidan, och alla anmälda får ett brev.",
}


def invitation(place: Page | None, **kwargs: Any) -> DialoguePage:
    """Return a dialogue that lacks nothing, unless `kwargs` say otherwise."""
    values = {**WHOLE, "hybrid": True, "places": [place] if place else [], **kwargs}
    publish = values.pop("publish", True)
    page: DialoguePage = DialogueFactory(publish=False, **values)
    for actor, answers in ((police(), "brott"), (district(), "lampor")):
        page.actor_rows.add(InvitedActor(actor=actor, is_confirmed=True, answers_for=answers))
    revision = page.save_revision()
    if publish:
        revision.publish()
    page.refresh_from_db()
    return page


def police() -> Actor:
    """The police, the same one each time."""
    return _actor("polisen", "Polisen", ActorKind.STATE, speaks_for=SpeaksFor.POLICE)


def district() -> Actor:
    """A part of those who run the district, the same one each time."""
    running = _actor(
        "forvaltningen", "Förvaltningen", ActorKind.ADMINISTRATION, speaks_for=SpeaksFor.DISTRICT
    )
    return _actor("enheten", "Trygghetsenheten", ActorKind.UNIT, parent=running)


def _actor(slug: str, name: str, kind: ActorKind, **more: Any) -> Actor:
    values = {"name": name, "kind": kind, **more}
    actor, _is_new = Actor.objects.get_or_create(slug=slug, defaults=values)
    return actor


def comer(dialogue: DialoguePage, number: int = 1, **kwargs: Any) -> Registration:
    """Return somebody who has signed up; who has cancelled has neither name nor address."""
    values: dict[str, Any] = {
        "name": f"Åsa Öberg-Ström {number}",
        "email": f"asa{number}@exempel.se",
        "seat": Seat.SEATED,
        "registered_at": timezone.now() - timedelta(days=1, minutes=-number),
        **kwargs,
    }
    if values["seat"] == Seat.CANCELLED:
        values |= {"name": "", "email": ""}
    else:
        values["email_key"] = recipient_key(values["email"])
    made: Registration = Registration.objects.create(dialogue=dialogue, **values)
    return made


# ---------------------------------------------------------------- the editor


def editor_of(page: Page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def form_at(client: Client, address: str) -> QueryDict:
    """Return what the editor's browser would send if nothing were changed."""
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    # What scripts add: blocks of the documents.
    data.setdefault("documents-count", "0")
    # A ticked box without a value of its own.
    for name in [name for name in data if name.endswith("-is_confirmed")]:
        data[name] = "on"
    return data


def press(client: Client, address: str, action: str = "", **typed: Any) -> Any:
    """Save what was typed as a draft, or press "publish" or "submit"."""
    data = form_at(client, address)
    for name, value in typed.items():
        if isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = value
    if action:
        data[f"action-{action}"] = f"action-{action}"
    return client.post(address, data.dict() | dict(data.lists()), follow=True)


def clock(**ahead: float) -> str:
    """Return a moment from now as the editor writes it; one that there is, in a short night too."""
    return timezone.localtime(timezone.now() + timedelta(**ahead)).strftime("%Y-%m-%d %H:%M")
