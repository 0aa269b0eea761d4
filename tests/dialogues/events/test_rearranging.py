"""A dialogue that people count on is not held elsewhere or otherwise without their knowing."""

from typing import Any

import pytest
from django.test import Client

from casework.models import Mail
from dialogues.events.models.rows import Frozen
from dialogues.models import ChangeKind, DialogueChange, DialogueIndexPage, DialoguePage
from home.models import PlaceIndexPage, PlacePage
from tests.dialogues.organising import comer, editor_of, invitation, press
from tests.factories.dialogues import DialogueFactory
from tests.factories.home import PlaceFactory

pytestmark = pytest.mark.thorough

WANTED = "en annan än den som är publicerad"
REASON = "Biblioteket byggs om."


@pytest.fixture
def walk(dialogue_index: DialogueIndexPage, square: PlacePage) -> DialoguePage:
    made = invitation(square, parent=dialogue_index, title="Ljusvandring", with_sign_up=True)
    comer(made)
    return made


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ({"meeting_point": "Vid kyrkan"}, "Utanför biblioteket", "Vid kyrkan"),
        ({"form": "ON_SITE"}, "På plats eller digitalt", "På plats"),
        ({"places": ["Parken"]}, "Torget", "Parken"),
    ],
)
def test_a_new_place_or_form_needs_a_reason_and_is_told_to_all(
    officer_client: Client,
    visitor: Client,
    place_index: PlaceIndexPage,
    walk: DialoguePage,
    typed: dict[str, Any],
    before: str,
    after: str,
) -> None:
    park = PlaceFactory(parent=place_index, title="Parken")
    if "places" in typed:
        typed = {"places": [str(park.pk)]}
    typed["gate_reason"] = "Ingen digital väg den här gången."
    Mail.objects.all().delete()
    answer = press(officer_client, editor_of(walk), "publish", **typed)
    assert WANTED in answer.content.decode()
    assert not DialogueChange.objects.exists()
    # A draft is never asked.
    press(officer_client, editor_of(walk), **typed)
    press(officer_client, editor_of(walk), "publish", change_reason=REASON)
    change = DialogueChange.objects.get()
    assert (change.kind, change.reason) == (ChangeKind.REARRANGED, REASON)
    assert before in change.old_arrangement
    [mail] = Mail.objects.all()
    assert REASON in mail.message
    assert mail.message.index(before) < mail.message.index("Så här är det nu:")
    main = visitor.get(walk.url).text.split("<main")[1]
    assert main.index("Platsen eller formen har ändrats") < main.index(REASON)
    assert f"{change.old_arrangement}</s>" in main
    assert after in main
    entry = visitor.get(f"/dialog/{walk.pk}/dialog.ics").content.decode()
    assert "SEQUENCE:1" in entry


def test_the_same_again_is_no_change_and_the_next_has_a_reason_of_its_own(
    officer_client: Client, walk: DialoguePage
) -> None:
    press(officer_client, editor_of(walk), "publish", meeting_point=" Utanför  biblioteket ")
    assert not DialogueChange.objects.exists()
    moved = {"meeting_point": "Vid kyrkan", "change_reason": REASON}
    press(officer_client, editor_of(walk), "publish", **moved)
    assert REASON not in officer_client.get(editor_of(walk)).content.decode()
    press(officer_client, editor_of(walk), "publish", problem="Nytt")
    answer = press(officer_client, editor_of(walk), "publish", meeting_point="Vid skolan")
    assert WANTED in answer.content.decode()
    assert DialogueChange.objects.count() == 1


def test_many_at_once_are_not_published_with_a_new_place(
    officer_client: Client, walk: DialoguePage
) -> None:
    press(officer_client, editor_of(walk), meeting_point="Vid kyrkan")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={walk.pk}"
    answer = officer_client.post(address, follow=True)
    assert "får en ny plats eller form" in answer.content.decode()
    walk.refresh_from_db()
    assert walk.meeting_point == "Utanför biblioteket"


def test_nobody_is_told_of_what_has_been_or_has_no_date(
    dialogue_index: DialogueIndexPage,
) -> None:
    for state in ("held", "undated", "cancelled"):
        page = DialogueFactory(parent=dialogue_index, meeting_point="Här", **{state: True})
        page.meeting_point = "Där"
        page.save_revision().publish()
    assert not DialogueChange.objects.exists()


def test_what_people_were_told_is_never_rewritten(walk: DialoguePage) -> None:
    walk.meeting_point = "Vid kyrkan"
    walk.save_revision().publish()
    change = DialogueChange.objects.get()
    change.reason = "Något annat"
    for rewrite in (change.save, change.delete):
        with pytest.raises(Frozen):
            rewrite()
    assert DialogueChange.objects.get().reason == ""
    walk.delete()
    assert not DialogueChange.objects.exists()
