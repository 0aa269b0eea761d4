"""The list of invitations, and what the admin's front page tells of them."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.staff.roles import Role
from core.times.days import STOCKHOLM
from dialogues.invitations.admin.panel import waiting_lines
from dialogues.models import DialogueIndexPage, DialogueKind, Seat
from home.models import PlacePage
from tests.conftest import count_queries
from tests.dialogues.organising import LIST, comer, invitation
from tests.factories.dialogues import DialogueFactory
from tests.factories.users import UserFactory
from tests.home.feedback.test_feedback_admin import browser_of


@pytest.fixture
def portal(dialogue_index: DialogueIndexPage, square: PlacePage) -> dict[str, str]:
    """A dialogue in every state that the list knows, by its title."""
    parent = {"parent": dialogue_index}
    late = timezone.now() - timedelta(days=9)
    DialogueFactory(title="Utkastet", publish=False, **parent)
    DialogueFactory(title="Odaterad", undated=True, kind=DialogueKind.WALK, **parent)
    invitation(square, title="Hel", with_sign_up=True, **parent)
    DialogueFactory(title="Pågående", live_now=True, **parent)
    DialogueFactory(title="Hållen", held=True, **parent)
    DialogueFactory(title="Försenad", starts_at=late, **parent)
    DialogueFactory(title="Rapporterad", reported=True, **parent)
    DialogueFactory(title="Uppskjuten", postponed=True, **parent)
    DialogueFactory(title="Inställd", cancelled=True, **parent)
    return {
        "state=draft": "Utkastet",
        "state=undated": "Odaterad",
        "state=coming": "Hel",
        "state=now": "Pågående",
        "state=reported": "Rapporterad",
        "state=postponed": "Uppskjuten",
        "state=cancelled": "Inställd",
        "late=yes": "Försenad",
        "kind=WALK": "Odaterad",
        f"places={square.pk}": "Hel",
        "q=hel": "Hel",
    }


def titles(client: Client, query: str = "") -> list[str]:
    """The titles in the list, in order."""
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return [page.title for page in answer.context["page_obj"].object_list]


def test_the_list_can_be_narrowed(officer_client: Client, portal: dict[str, str]) -> None:
    assert len(titles(officer_client)) == 9
    assert set(titles(officer_client)[:1]) == {"Odaterad"}
    for query, title in portal.items():
        assert titles(officer_client, query) == [title], query
    assert titles(officer_client, "state=held") == ["Hållen", "Försenad"]
    assert set(titles(officer_client, "gaps=yes")) == {"Utkastet", "Odaterad"}
    assert titles(officer_client, "ordering=starts_at")[-1] == "Odaterad"
    for broken in ("state=x", "places=x", "p=99", "q=%00", "ordering=x"):
        assert officer_client.get(f"{LIST}?{broken}").status_code == 200, broken


def test_what_only_a_source_tells_of_is_asked_for_nothing(
    officer_client: Client, dialogue_index: DialogueIndexPage
) -> None:
    told = {"title": "Ur en källa", "undated": True, "as_of": date(2025, 1, 1)}
    page = DialogueFactory(parent=dialogue_index, **told)
    DialogueFactory(parent=dialogue_index, title="Gammal", reported=True)
    assert not page.gate_exceptions.exists()
    assert waiting_lines(timezone.now()) == []
    assert titles(officer_client, "gaps=yes") == []
    assert titles(officer_client)[-1] == "Ur en källa"


def test_a_line_tells_what_is_missing_and_who_comes(
    officer_client: Client, dialogue_index: DialogueIndexPage, square: PlacePage
) -> None:
    whole = invitation(square, parent=dialogue_index, with_sign_up=True)
    comer(whole, 1, people=3)
    comer(whole, 2, people=2, is_digital=True)
    comer(whole, 3, people=4, seat=Seat.WAITING)
    comer(whole, 4, people=5, seat=Seat.CANCELLED)
    page = " ".join(officer_client.get(LIST).content.decode().split())
    assert "3 av 20" in page
    assert "4 i kö" in page
    assert f"/admin/dialog/{whole.pk}/anmalda/" in page
    assert "Åsa Öberg" not in page
    writer = Client()
    writer.force_login(UserFactory(groups=(Role.EDITOR,)))
    page = writer.get(LIST).content.decode()
    assert "3 av 20" in page
    assert f"/admin/dialog/{whole.pk}/anmalda/" not in page


def test_the_list_needs_the_same_queries_for_many(
    officer_client: Client, dialogue_index: DialogueIndexPage, square: PlacePage
) -> None:
    def fill(number: int) -> None:
        for _each in range(number):
            page = invitation(square, parent=dialogue_index, access="", with_sign_up=True)
            comer(page)

    fill(1)
    count_queries(officer_client, LIST)
    few = [count_queries(officer_client, address) for address in (LIST, f"{LIST}?gaps=yes")]
    fill(4)
    count_queries(officer_client, LIST)
    many = [count_queries(officer_client, address) for address in (LIST, f"{LIST}?gaps=yes")]
    assert many == few


def test_the_front_page_tells_what_is_missing_or_late(
    officer_client: Client, portal: dict[str, str], dialogue_index: DialogueIndexPage
) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    DialogueFactory(title="I går", parent=dialogue_index, starts_at=yesterday)
    # Days are counted from the day on which it ended, so not an hour near midnight.
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    three_ago = noon - timedelta(days=3)
    DialogueFactory(title="I måndags", parent=dialogue_index, starts_at=three_ago)
    # Who speaks for whom is kept warm.
    waiting_lines(timezone.now())
    with CaptureQueriesContext(connection) as captured:
        lines = waiting_lines(timezone.now())
    assert len(captured) <= 3
    told = [line.page.title for line in lines]
    assert told[:2] == ["Försenad", "I måndags"]
    assert set(told[2:]) == {"Utkastet", "Odaterad"}
    page = officer_client.get("/admin/").content.decode()
    assert "Rapporten skulle ha varit klar" in page
    assert "Rapporten ska vara klar" in page
    assert f'href="{LIST}"' in page
    # Who only handles something else is told nothing of it.
    assert "Försenad" not in browser_of("view_feedback").get("/admin/").content.decode()


def test_a_report_is_asked_for_after_three_days_and_late_after_seven(
    dialogue_index: DialogueIndexPage,
) -> None:
    ended = datetime(2031, 11, 4, 20, 0, tzinfo=STOCKHOLM)
    times = {"starts_at": ended - timedelta(hours=2), "ends_at": ended}
    DialogueFactory(parent=dialogue_index, **times)
    second = timedelta(seconds=1)
    # Whole days, as the calendar on the wall counts them.
    asked = datetime(2031, 11, 7, tzinfo=STOCKHOLM)
    late = datetime(2031, 11, 12, tzinfo=STOCKHOLM)
    told = {
        now: [(line.report_due_on, line.report_is_late) for line in waiting_lines(now)]
        for now in (ended + second, asked - second, asked, late - second, late)
    }
    due = date(2031, 11, 11)
    assert list(told.values()) == [[], [], [(due, False)], [(due, False)], [(due, True)]]
