"""What an invitation must say, and how it goes out when it does not say it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from core.models import PortalSettings, User
from core.staff.roles import Role
from core.times.days import STOCKHOLM
from dialogues.invitations.checklist_words import WORDS
from dialogues.invitations.domain.invitation_gate import Invitation, InvitedActor, Point, checklist
from dialogues.models import DialogueIndexPage, DialoguePage, GateException
from home.models import PlacePage
from tests.dialogues.organising import clock, comer, editor_of, invitation, press
from tests.factories.dialogues import DialogueFactory
from tests.factories.users import UserFactory

POLICE = InvitedActor(is_police=True, is_district=False, is_confirmed=True, answers_for="brott")
DISTRICT = InvitedActor(is_police=False, is_district=True, is_confirmed=True, answers_for="")
FULL = Invitation(
    starts_at=datetime(2026, 12, 3, 18, 30, tzinfo=STOCKHOLM),
    published_on=date(2026, 11, 19),
    has_place=True,
    problem="Mörkt på gångvägen",
    is_on_site=True,
    meeting_point="Biblioteket",
    way_there="Från torget rakt fram",
    is_digital=True,
    digital_way="https://meet.jit.si/x",
    actors=(POLICE, DISTRICT),
    without_police="",
    without_district="",
    access="Stegfritt",
    languages="Svenska",
    recording="Ingen filmar",
    participation="DIALOGUE",
    what_can_change="Lamporna",
    answers_come_back="I rapporten",
    contact="Samordnaren",
    if_cancelled="Vi skriver det här",
)
GAPS: dict[Point, list[dict[str, Any]]] = {
    Point.DATE: [{"starts_at": None}],
    Point.LEAD_TIME: [
        {"published_on": date(2026, 11, 20)},
        {"starts_at": datetime(2026, 12, 2, 23, 59, tzinfo=STOCKHOLM)},
    ],
    Point.PLACE: [{"has_place": False}],
    Point.PROBLEM: [{"problem": ""}],
    Point.MEETING_POINT: [{"meeting_point": ""}],
    Point.WAY_THERE: [{"way_there": ""}],
    Point.POLICE: [{"actors": (DISTRICT, replace(DISTRICT, answers_for="x"))}],
    Point.DISTRICT: [{"actors": (POLICE,)}],
    Point.CONFIRMED: [{"actors": (POLICE, replace(DISTRICT, is_confirmed=False))}],
    Point.ANSWERS: [{"actors": (replace(POLICE, answers_for=""), DISTRICT)}],
    Point.DIGITAL: [{"is_digital": False}, {"digital_way": ""}],
    Point.ACCESS: [{"access": ""}],
    Point.LANGUAGES: [{"languages": ""}],
    Point.RECORDING: [{"recording": ""}],
    Point.ANSWERS_BACK: [{"answers_come_back": ""}],
    Point.PARTICIPATION: [{"participation": ""}, {"what_can_change": ""}],
    Point.CONTACT: [{"contact": ""}],
    Point.CANCELLATION: [{"if_cancelled": ""}],
}


def missing(**changes: Any) -> set[Point]:
    points = checklist(replace(FULL, **changes), lead_days=14)
    assert list(points) == list(Point)
    return {point for point, is_met in points.items() if not is_met}


@pytest.mark.parametrize("point", Point)
def test_each_gap_is_one_point(point: Point) -> None:
    assert all(missing(**changes) == {point} for changes in GAPS[point])
    assert WORDS[point].to_do


def test_what_is_so_on_purpose_is_no_gap() -> None:
    assert missing() == set()
    # Late on the eve in Greenwich is the day itself here.
    assert missing(starts_at=datetime(2026, 12, 2, 23, 30, tzinfo=UTC)) == set()
    assert missing(actors=(POLICE,), without_district="Mötet är deras eget") == set()
    assert missing(is_on_site=False, meeting_point="", way_there="") == set()
    assert {Point.POLICE, Point.DISTRICT, Point.CONFIRMED, Point.ANSWERS} == missing(actors=())
    # Without a date nothing can be late.
    assert Point.LEAD_TIME not in missing(starts_at=None, published_on=date(2030, 1, 1))


# ---------------------------------------------------------------- in the editor

WANTED = "Något saknas i checklistan"
LATE = "Inbjudan ska vara ute minst 14 dagar före"


@pytest.fixture
def draft(dialogue_index: DialogueIndexPage) -> DialoguePage:
    made: DialoguePage = DialogueFactory(parent=dialogue_index, publish=False, title="Ljusvandring")
    return made


@pytest.fixture
def whole(dialogue_index: DialogueIndexPage, square: PlacePage) -> DialoguePage:
    return invitation(square, parent=dialogue_index, publish=False)


def test_an_invitation_with_gaps_needs_a_reason_that_is_kept(
    officer_client: Client, officer: User, draft: DialoguePage
) -> None:
    address = editor_of(draft)
    page = officer_client.get(address).content.decode()
    assert "Klar att publicera?" in page
    assert page.count("invitation-check__point--missing") == 15
    assert str(WORDS[Point.POLICE].to_do) in page
    # A draft is never asked.
    press(officer_client, address, problem="Mörkt vid dammen")
    assert not DialoguePage.objects.get(pk=draft.pk).live
    answer = press(officer_client, address, "publish", meeting_point="Vid dammen")
    page = answer.content.decode()
    assert WANTED in page
    assert "Vid dammen" in page
    assert "Listan visar det du just försökte publicera" in page
    assert str(WORDS[Point.MEETING_POINT].met) in page
    assert not DialoguePage.objects.get(pk=draft.pk).live
    typed = {"meeting_point": "Vid dammen", "gate_reason": "Vi vill hinna före mörkret."}
    press(officer_client, address, "publish", **typed)
    assert DialoguePage.objects.get(pk=draft.pk).live
    kept = GateException.objects.get(dialogue=draft)
    assert (kept.by, kept.reason) == (officer, "Vi vill hinna före mörkret.")
    assert kept.days_of_notice in (20, 21)
    assert "POLICE" in kept.points
    assert "MEETING_POINT" not in kept.points
    # The same again is no new exception; the log says what, and not why.
    press(officer_client, address, "publish", problem="Mörkt vid stora dammen")
    assert GateException.objects.count() == 1
    entry = PageLogEntry.objects.get(action="dialogues.gate_exception")
    assert "dammen" not in str(entry.data)
    history = officer_client.get(f"/admin/pages/{draft.pk}/history/").content.decode()
    assert "Publicerad trots att det saknas" in history
    listed = officer_client.get("/admin/dialoger/").content.decode()
    assert "Vi vill hinna före mörkret." in listed


def test_a_whole_invitation_goes_out_without_a_word(
    officer_client: Client, whole: DialoguePage
) -> None:
    page = officer_client.get(editor_of(whole)).content.decode()
    assert "Inbjudan har allt" in page
    press(officer_client, editor_of(whole), "publish")
    assert DialoguePage.objects.get(pk=whole.pk).live
    assert not GateException.objects.exists()


def test_a_late_invitation_needs_a_reason(officer_client: Client, whole: DialoguePage) -> None:
    typed = {"starts_at": clock(days=13), "ends_at": clock(days=13, hours=1)}
    answer = press(officer_client, editor_of(whole), "publish", **typed)
    assert LATE in answer.content.decode()
    assert typed["starts_at"] in answer.content.decode()
    # To publish in time it must go out today, not when it is too late.
    on_time = {"starts_at": clock(days=15), "ends_at": clock(days=15, hours=1)}
    late = {**on_time, "go_live_at": clock(days=3)}
    assert LATE in press(officer_client, editor_of(whole), "publish", **late).content.decode()
    press(officer_client, editor_of(whole), "publish", **on_time)
    assert DialoguePage.objects.get(pk=whole.pk).live


def test_what_is_sent_for_approval_is_asked_too(draft: DialoguePage, whole: DialoguePage) -> None:
    writer = Client()
    writer.force_login(UserFactory(groups=(Role.EDITOR,)))
    assert WANTED in press(writer, editor_of(draft), "submit").content.decode()
    assert draft.current_workflow_state is None
    press(writer, editor_of(whole), "submit")
    assert Page.objects.get(pk=whole.pk).current_workflow_state is not None


def approve(client: Client, page: Page, **headers: str) -> Any:
    """Press the button on the admin's front page, where no editor is open."""
    state = page.current_workflow_task_state
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    return client.post(address, follow=True, headers=headers)


def sent_in(page: DialoguePage, **typed: Any) -> DialoguePage:
    """Return the page as a writer has sent it for approval."""
    writer = Client()
    writer.force_login(UserFactory(groups=(Role.EDITOR,)))
    press(writer, editor_of(page), "submit", **typed)
    return DialoguePage.objects.get(pk=page.pk)


def test_what_is_approved_from_the_front_page_is_judged_as_in_the_editor(
    officer_client: Client, officer: User, whole: DialoguePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sent_in(whole)
    assert approve(Client(), page).redirect_chain[0][0].startswith("/admin/login/")
    starts_at = page.get_latest_revision_as_object().starts_at
    for before, told in ((3, "saknar något i checklistan"), (-1, "har redan börjat")):
        monkeypatch.setattr(timezone, "now", lambda days=before: starts_at - timedelta(days=days))
        # Whoever logged in weeks ago has to do so again.
        officer_client.force_login(officer)
        answer = approve(officer_client, page)
        assert answer.redirect_chain[-1][0] == editor_of(page)
        assert told in answer.content.decode()
        asked = approve(officer_client, page, x_requested_with="XMLHttpRequest")
        assert asked.json() == {"step": "success", "redirect": editor_of(page)}
    assert not DialoguePage.objects.get(pk=page.pk).live
    monkeypatch.undo()
    approve(officer_client, page)
    assert DialoguePage.objects.get(pk=page.pk).live


# An hour ago may be one of the two with the same name, which no editor can type.
@pytest.mark.usefixtures("in_midweek")
def test_a_past_start_is_refused_unless_it_is_a_report(
    officer_client: Client, whole: DialoguePage
) -> None:
    past = {"starts_at": clock(days=-2), "ends_at": clock(days=-2, hours=1)}
    answer = press(officer_client, editor_of(whole), "publish", **past)
    assert "har redan börjat" in answer.content.decode()
    going_on = {"starts_at": clock(hours=-1), "ends_at": clock(hours=1)}
    answer = press(officer_client, editor_of(whole), "publish", **going_on)
    assert "har redan börjat" in answer.content.decode()
    assert not DialoguePage.objects.get(pk=whole.pk).live
    press(officer_client, editor_of(whole), "publish", report_summary="Vi gick runt.", **past)
    assert DialoguePage.objects.get(pk=whole.pk).live
    assert not GateException.objects.exists()


def test_the_time_of_a_public_dialogue_is_moved_elsewhere(
    officer_client: Client, dialogue_index: DialogueIndexPage, square: PlacePage
) -> None:
    dialogue = invitation(square, parent=dialogue_index)
    before = (dialogue.starts_at, dialogue.ends_at)
    page = officer_client.get(editor_of(dialogue)).content.decode()
    assert f"/admin/dialog/{dialogue.pk}/flytta/" in page
    assert "disabled" in page
    later = {"starts_at": clock(days=40), "ends_at": clock(days=40, hours=1)}
    press(officer_client, editor_of(dialogue), "publish", problem="Nytt", **later)
    dialogue.refresh_from_db()
    assert (dialogue.starts_at, dialogue.ends_at) == before
    assert dialogue.problem == "Nytt"
    # Nor may it vanish by itself before its day.
    answer = press(officer_client, editor_of(dialogue), "publish", expire_at=clock(days=2))
    assert "Sidan ska finnas kvar" in answer.content.decode()


def test_many_at_once_are_not_published_with_gaps(
    officer_client: Client, draft: DialoguePage, whole: DialoguePage
) -> None:
    address = f"/admin/bulk/wagtailcore/page/publish/?id={whole.pk}&id="
    answer = officer_client.post(f"{address}{draft.pk}", follow=True)
    assert "saknar något i checklistan" in answer.content.decode()
    assert not Page.objects.filter(pk__in=[draft.pk, whole.pk], live=True).exists()
    officer_client.post(address.removesuffix("&id="))
    assert Page.objects.get(pk=whole.pk).live


def test_what_has_begun_is_not_published_with_others(
    officer_client: Client, dialogue_index: DialogueIndexPage, square: PlacePage
) -> None:
    begun = timezone.now() - timedelta(hours=1)
    late = invitation(square, parent=dialogue_index, publish=False, starts_at=begun)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={late.pk}"
    answer = officer_client.post(address, follow=True)
    assert answer.redirect_chain[-1][0] == editor_of(late)
    assert "har redan börjat" in answer.content.decode()
    assert not Page.objects.get(pk=late.pk).live


def test_a_new_page_may_be_published_at_once(
    officer_client: Client, dialogue_index: DialogueIndexPage
) -> None:
    address = f"/admin/pages/add/dialogues/dialoguepage/{dialogue_index.pk}/"
    assert "Spara utkastet, så fylls listan i" in officer_client.get(address).content.decode()
    typed = {
        "title": "Öppet möte",
        "slug": "oppet-mote",
        "starts_at": clock(days=20),
        "ends_at": clock(days=20, hours=2),
    }
    assert WANTED in press(officer_client, address, "publish", **typed).content.decode()
    press(officer_client, address, "publish", gate_reason="Bråttom.", **typed)
    assert DialoguePage.objects.get(slug="oppet-mote").live


def test_too_few_seats_are_told_and_nobody_loses_one(
    officer_client: Client, dialogue_index: DialogueIndexPage, square: PlacePage
) -> None:
    dialogue = invitation(square, parent=dialogue_index, with_sign_up=True)
    for number in (1, 2):
        comer(dialogue, number, people=3)
    answer = press(officer_client, editor_of(dialogue), "publish", capacity="5")
    assert "6 personer har redan plats" in answer.content.decode()
    assert dialogue.registrations.seated().people() == 6
    assert "6 personer har redan plats" in officer_client.get(editor_of(dialogue)).content.decode()
    assert "Fler än platserna" in officer_client.get("/admin/dialoger/").content.decode()


def test_the_lead_time_is_a_setting(
    officer_client: Client, dialogue_index: DialogueIndexPage, square: PlacePage, site: Any
) -> None:
    PortalSettings.objects.create(site=site, invitation_lead_days=30)
    dialogue = invitation(square, parent=dialogue_index)
    assert GateException.objects.get(dialogue=dialogue).points == ["LEAD_TIME"]
    assert "minst 30 dagar före" in officer_client.get(editor_of(dialogue)).content.decode()


def test_what_is_missing_stands_beside_the_fields(
    officer_client: Client, draft: DialoguePage, whole: DialoguePage
) -> None:
    page = officer_client.get(editor_of(draft)).content.decode()
    # In each of the three tabs where an invitation is written.
    assert page.count("Saknas innan inbjudan är klar") == 3
    assert page.count(f'<span class="invitation-gaps__point">{WORDS[Point.POLICE].name}') == 3
    assert "Inbjudan har allt" in officer_client.get(editor_of(whole)).content.decode()
