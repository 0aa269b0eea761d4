"""Moving, postponing and cancelling, and that nothing else takes a dialogue away."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from casework.models import Mail
from core.models import User
from core.staff.roles import Role
from core.times.days import STOCKHOLM
from dialogues.events.actions import plan_changes as changing
from dialogues.events.domain.dialogue_times import SignUpState
from dialogues.models import ChangeKind, DialogueChange, DialogueIndexPage, DialoguePage, Seat
from tests.dialogues.organising import clock, comer, editor_of, press
from tests.factories.dialogues import DialogueFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.thorough


@pytest.fixture
def dialogue(dialogue_index: DialogueIndexPage) -> DialoguePage:
    made: DialoguePage = DialogueFactory(
        parent=dialogue_index, title="Ljusvandring", slug="ljus", with_sign_up=True, capacity=1
    )
    return made


def step_of(page: DialoguePage, step: str) -> str:
    return f"/admin/dialog/{page.pk}/{step}/"


def take(client: Client, page: DialoguePage, step: str, **fields: Any) -> str:
    """Press the button of a step, as it stands or as it was `seen`, and return what is told."""
    last = changing.last_change(page.pk)
    sent = {"seen": last.pk if last else 0, "reason": "Lokalen är upptagen.", **fields}
    answer = client.post(step_of(page, step), sent, follow=True)
    page.refresh_from_db()
    return str(answer.content.decode())


@pytest.fixture
def new_time() -> dict[str, str]:
    return {"starts_at": clock(days=40), "ends_at": clock(days=40, hours=2)}


def test_moving_tells_everybody_and_keeps_what_was(
    officer_client: Client, dialogue: DialoguePage, new_time: dict[str, str]
) -> None:
    before = dialogue.starts_at
    comer(dialogue, 1)
    comer(dialogue, 2, seat=Seat.WAITING)
    comer(dialogue, 3, seat=Seat.CANCELLED)
    draft = dialogue.get_latest_revision_as_object()
    draft.problem = "Halvskrivet"
    draft.save_revision()
    page = officer_client.get(step_of(dialogue, "flytta")).content.decode()
    assert "2 anmälda får ett brev." in page
    assert "minst 14 dagar före" in page
    told = take(officer_client, dialogue, "flytta", **new_time)
    assert "Dialogen har fått sin nya tid." in told
    change = DialogueChange.objects.get(dialogue=dialogue)
    assert (change.kind, change.old_starts_at) == (ChangeKind.MOVED, before)
    assert change.new_starts_at == dialogue.starts_at
    assert (
        timezone.localtime(dialogue.starts_at).strftime("%Y-%m-%d %H:%M") == new_time["starts_at"]
    )
    told_to = sorted(mail.to for mail in Mail.objects.all())
    assert told_to == ["asa1@exempel.se", "asa2@exempel.se"]
    # What somebody was writing is still a draft, and knows the new time.
    assert dialogue.problem != "Halvskrivet"
    draft = dialogue.get_latest_revision_as_object()
    assert (draft.problem, draft.starts_at) == ("Halvskrivet", dialogue.starts_at)
    assert dialogue.has_unpublished_changes
    entry = PageLogEntry.objects.get(action="dialogues.change")
    assert entry.data == {"kind": "MOVED"}
    assert (
        "Flyttades" in officer_client.get(f"/admin/pages/{dialogue.pk}/history/").content.decode()
    )


def test_pressed_twice_is_done_once(
    officer_client: Client, dialogue: DialoguePage, new_time: dict[str, str]
) -> None:
    comer(dialogue)
    for step, fields in {"flytta": new_time, "skjut-upp": {}, "stall-in": {}}.items():
        seen = changing.last_change(dialogue.pk)
        for _press in range(2):
            told = take(officer_client, dialogue, step, seen=seen.pk if seen else 0, **fields)
            assert "1 anmäld får ett brev." in told, step
    kinds = list(DialogueChange.objects.values_list("kind", flat=True))
    assert kinds == ["MOVED", "POSTPONED", "CANCELLED"]
    assert Mail.objects.count() == 3
    # Cancelled is for good.
    assert "Det går inte nu" in take(officer_client, dialogue, "flytta", **new_time)
    assert officer_client.get(step_of(dialogue, "stall-in")).status_code == 302
    assert dialogue.live


def test_what_somebody_else_has_decided_is_shown_first(
    officer_client: Client, officer: User, dialogue: DialoguePage, new_time: dict[str, str]
) -> None:
    changing.postpone_dialogue(dialogue_id=dialogue.pk, reason="Stormvarning.", officer=officer)
    told = take(officer_client, dialogue, "flytta", seen=0, **new_time)
    assert "Stormvarning." in told
    assert new_time["starts_at"] in told
    assert DialogueChange.objects.count() == 1
    take(officer_client, dialogue, "flytta", **new_time)
    assert not dialogue.is_postponed
    assert DialogueChange.objects.latest("pk").kind == ChangeKind.MOVED


def test_a_first_date_is_set_in_the_same_way(
    officer_client: Client, dialogue_index: DialogueIndexPage, new_time: dict[str, str]
) -> None:
    dialogue = DialogueFactory(parent=dialogue_index, undated=True)
    assert "Sätt datum" in officer_client.get(editor_of(dialogue)).content.decode()
    take(officer_client, dialogue, "flytta", **new_time)
    assert DialogueChange.objects.get().kind == ChangeKind.DATED
    assert dialogue.starts_at


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"reason": " "}, "Skriv skälet."),
        ({"reason": "Erik 19811218-9876 är sjuk."}, "Ta bort personnumret"),
        ({"starts_at": clock(days=-1)}, "Välj en tid som kommer."),
        ({"ends_at": clock(days=39)}, "kan inte sluta innan"),
        ({"starts_at": "i morgon"}, "error"),
        ({"seen": "x"}, "Flytta dialogen"),
    ],
)
def test_what_cannot_be_is_refused_and_stays(
    officer_client: Client,
    dialogue: DialoguePage,
    new_time: dict[str, str],
    wrong: dict[str, str],
    told: str,
) -> None:
    page = take(officer_client, dialogue, "flytta", **{**new_time, **wrong})
    assert told in page
    assert not DialogueChange.objects.exists()
    assert wrong.get("starts_at", new_time["starts_at"]) in page


def test_only_who_publishes_decides(dialogue: DialoguePage, new_time: dict[str, str]) -> None:
    for role in (Role.EDITOR, Role.CASE_OFFICER):
        client = Client()
        client.force_login(UserFactory(groups=(role,)))
        for step in ("flytta", "skjut-upp", "stall-in"):
            assert client.get(step_of(dialogue, step)).status_code in {302, 403}
            take(client, dialogue, step, **new_time)
        assert step_of(dialogue, "flytta") not in client.get(editor_of(dialogue)).content.decode()
    assert not DialogueChange.objects.exists()


def test_what_has_been_is_not_changed(
    officer_client: Client, dialogue_index: DialogueIndexPage, new_time: dict[str, str]
) -> None:
    for page in (
        DialogueFactory(parent=dialogue_index, held=True),
        DialogueFactory(parent=dialogue_index, publish=False),
    ):
        assert "Det går inte nu" in take(officer_client, page, "flytta", **new_time)
        assert step_of(page, "flytta") not in officer_client.get(editor_of(page)).content.decode()
    assert not DialogueChange.objects.exists()


def test_no_older_version_moves_or_revives_it(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    first = dialogue.save_revision()
    first.publish()
    take(officer_client, dialogue, "stall-in")
    back = f"/admin/pages/{dialogue.pk}/revisions/{first.pk}/revert/"
    press(officer_client, back, "publish", gate_reason="Tillbaka", problem="Som förut")
    dialogue.refresh_from_db()
    assert dialogue.problem == "Som förut"
    assert dialogue.is_cancelled
    first.publish()
    dialogue.refresh_from_db()
    assert dialogue.is_cancelled


def test_every_language_tells_it(
    officer_client: Client, dialogue: DialoguePage, new_time: dict[str, str]
) -> None:
    english, _created = Locale.objects.get_or_create(language_code="en")
    translated = dialogue.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()
    take(officer_client, dialogue, "flytta", **new_time)
    take(officer_client, dialogue, "skjut-upp")
    translated.refresh_from_db()
    assert translated.is_postponed
    assert translated.starts_at == dialogue.starts_at
    assert step_of(dialogue, "flytta") in officer_client.get(editor_of(translated)).content.decode()
    # A translator who sends what they began with yesterday moves nothing back.
    translated.starts_at, translated.is_postponed = None, False
    translated.save_revision().publish()
    translated.refresh_from_db()
    assert translated.is_postponed
    assert translated.starts_at == dialogue.starts_at


def test_a_copy_is_the_plan_of_another_dialogue(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    take(officer_client, dialogue, "stall-in")
    sent = {
        "new_title": "Nästa vandring",
        "new_slug": "nasta",
        "new_parent_page": dialogue.get_parent().pk,
    }
    officer_client.post(f"/admin/pages/{dialogue.pk}/copy/", sent)
    copy = DialoguePage.objects.get(slug="nasta")
    for version in (copy, copy.get_latest_revision_as_object()):
        assert (version.starts_at, version.is_cancelled) == (None, False)


# ---------------------------------------------------------------- never silently


def test_nothing_takes_an_announced_dialogue_away(
    administrator_client: Client, dialogue: DialoguePage
) -> None:
    index = dialogue.get_parent()
    bulk = "/admin/bulk/wagtailcore/page/{}/?id={}"
    ways = [
        (f"/admin/pages/{dialogue.pk}/unpublish/", {}),
        (f"/admin/pages/{dialogue.pk}/delete/", {}),
        (bulk.format("unpublish", dialogue.pk), {}),
        (bulk.format("delete", dialogue.pk), {}),
        (f"/admin/pages/{index.pk}/unpublish/", {"include_descendants": "on"}),
        (f"/admin/pages/{index.pk}/delete/", {}),
        (bulk.format("unpublish", index.pk), {"include_descendants": "on"}),
        (bulk.format("delete", index.pk), {}),
    ]
    for address, fields in ways:
        answer = administrator_client.post(address, fields, follow=True)
        assert answer.redirect_chain[-1][0] == step_of(dialogue, "stall-in"), address
        assert "Inget är borttaget" in answer.content.decode()
        assert DialoguePage.objects.filter(pk=dialogue.pk, live=True).exists(), address
    take(administrator_client, dialogue, "stall-in")
    answer = administrator_client.post(ways[1][0], follow=True)
    assert "tills dagen har varit" in answer.content.decode()
    assert Page.objects.filter(pk=dialogue.pk).exists()


def test_what_nobody_counts_on_may_go(
    administrator_client: Client, dialogue_index: DialogueIndexPage
) -> None:
    free = [
        DialogueFactory(parent=dialogue_index, publish=False),
        DialogueFactory(parent=dialogue_index, held=True),
        DialogueFactory(parent=dialogue_index, cancelled=True, undated=True),
    ]
    for page in free:
        administrator_client.post(f"/admin/pages/{page.pk}/delete/")
        assert not Page.objects.filter(pk=page.pk).exists()
    kept = [
        DialogueFactory(parent=dialogue_index, undated=True),
        DialogueFactory(parent=dialogue_index, held=True, postponed=True),
        DialogueFactory(parent=dialogue_index, live_now=True),
        DialogueFactory(parent=dialogue_index, publish=False),
    ]
    comer(kept[-1])
    for page in kept:
        administrator_client.post(f"/admin/pages/{page.pk}/delete/")
        assert Page.objects.filter(pk=page.pk).exists(), page.pk


def test_a_short_notice_by_moving_is_kept_too(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    soon = {"starts_at": clock(days=3), "ends_at": clock(days=3, hours=1)}
    take(officer_client, dialogue, "flytta", reason="Solen går ned tidigare.", **soon)
    kept = dialogue.gate_exceptions.latest("at")
    assert "LEAD_TIME" in kept.points
    assert (kept.days_of_notice, kept.reason) == (3, "Solen går ned tidigare.")
    assert timezone.now() - kept.at < timedelta(minutes=1)


# ---------------------------------------------------------------- what goes with the time


def test_the_page_stays_as_long_as_what_is_moved_and_for_good_without_a_day(
    officer_client: Client, dialogue: DialoguePage, new_time: dict[str, str]
) -> None:
    def goes_down_after_the_old_day() -> None:
        for version in (dialogue, dialogue.get_latest_revision_as_object()):
            version.expire_at = dialogue.ends_at + timedelta(hours=1)
            version.save_revision().publish()
        draft = dialogue.get_latest_revision_as_object()
        draft.problem = "Halvskrivet"
        draft.save_revision()
        dialogue.refresh_from_db()
        assert dialogue.expire_at

    for step, fields in {"flytta": new_time, "skjut-upp": {}}.items():
        goes_down_after_the_old_day()
        take(officer_client, dialogue, step, **fields)
        assert dialogue.expire_at is None, step
        draft = dialogue.get_latest_revision_as_object()
        assert (draft.problem, draft.expire_at) == ("Halvskrivet", None), step
    # What stays longer than the new day was decided by somebody.
    take(officer_client, dialogue, "flytta", **new_time)
    late = dialogue.ends_at + timedelta(days=90)
    dialogue.expire_at = late
    dialogue.save_revision().publish()
    soon = {"starts_at": clock(days=50), "ends_at": clock(days=50, hours=2)}
    take(officer_client, dialogue, "flytta", **soon)
    assert dialogue.expire_at == late


def test_the_last_day_to_sign_up_goes_with_the_time(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    # The clocks are put back between the two.
    before = datetime(2031, 10, 20, 18, 30, tzinfo=STOCKHOLM)
    dialogue.starts_at, dialogue.ends_at = before, before + timedelta(hours=1)
    dialogue.sign_up_closes_at = datetime(2031, 10, 18, 23, 59, tzinfo=STOCKHOLM)
    dialogue.save()
    times = {"starts_at": "2031-10-30 17:30", "ends_at": "2031-10-30 18:30"}
    take(officer_client, dialogue, "skjut-upp")
    assert dialogue.sign_up_closes_at == datetime(2031, 10, 18, 23, 59, tzinfo=STOCKHOLM)
    take(officer_client, dialogue, "flytta", **times)
    assert dialogue.sign_up_closes_at == datetime(2031, 10, 28, 22, 59, tzinfo=STOCKHOLM)
    assert dialogue.sign_up_state(datetime(2031, 10, 25, tzinfo=STOCKHOLM)) == SignUpState.OPEN
