"""What the form for moving a dialogue says before and after it is sent."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dialogues.events.actions import plan_changes as changing
from dialogues.models import DialogueChange, DialogueIndexPage, DialoguePage
from tests.dialogues.organising import clock
from tests.factories.dialogues import DialogueFactory

pytestmark = pytest.mark.django_db

WRONG = "Inget är ändrat. Rätta det som är markerat."


@pytest.fixture
def dialogue(dialogue_index: DialogueIndexPage) -> DialoguePage:
    made: DialoguePage = DialogueFactory(
        parent=dialogue_index,
        starts_at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=21),
    )
    return made


def move(dialogue: DialoguePage) -> str:
    return f"/admin/dialog/{dialogue.pk}/flytta/"


def as_it_is(dialogue: DialoguePage) -> dict[str, str]:
    times = {"starts_at": dialogue.starts_at, "ends_at": dialogue.ends_at}
    typed = {name: f"{timezone.localtime(at):%Y-%m-%d %H:%M}" for name, at in times.items()}
    return {**typed, "seen": "0", "reason": "Lokalen är upptagen."}


def test_the_time_now_is_said_from_start_to_end(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    shown = officer_client.get(move(dialogue)).content.decode()
    starts, ends = timezone.localtime(dialogue.starts_at), timezone.localtime(dialogue.ends_at)
    [told] = [line for line in shown.splitlines() if "Tiden nu:" in line]
    assert f"{starts:%H.%M}" in told
    assert f"{ends:%H.%M}" in told


def test_moving_to_the_time_that_it_has_is_said_to_be_just_that(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    sent = as_it_is(dialogue)
    shown = officer_client.post(move(dialogue), sent).content.decode()
    assert "Dialogen har redan den tiden." in shown
    assert WRONG in shown
    # What was typed stays, and nothing is said of what is not so.
    assert sent["starts_at"] in shown
    assert sent["reason"] in shown
    assert "Det går inte nu" not in shown
    assert not DialogueChange.objects.exists()


def test_what_was_postponed_may_get_its_old_time_back(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    last = changing.postpone_dialogue(dialogue_id=dialogue.pk, reason="Storm.", officer=None)
    sent = {**as_it_is(dialogue), "seen": str(last.pk)}
    answer = officer_client.post(move(dialogue), sent, follow=True)
    assert "Dialogen har fått sin nya tid." in answer.content.decode()
    dialogue.refresh_from_db()
    assert not dialogue.is_postponed


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"starts_at": clock(days=-1)}, {"ends_at": "<script>"}]
)
def test_that_something_is_wrong_is_said_on_top_and_by_the_field(
    officer_client: Client, dialogue: DialoguePage, wrong: dict[str, str]
) -> None:
    sent = {"starts_at": clock(days=40), "ends_at": clock(days=40, hours=1), "reason": "Halka."}
    shown = officer_client.post(move(dialogue), {"seen": "0", **sent, **wrong}).content.decode()
    assert WRONG in shown
    assert shown.index(WRONG) < shown.index('class="error-message"')
    assert shown.count('aria-invalid="true"') == 1
    assert '<script>"' not in shown
