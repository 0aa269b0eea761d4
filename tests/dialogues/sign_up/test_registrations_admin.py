"""Who has signed up, as organisers see it: on screen, on paper and as a table."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from casework.erasing.kinds import offered_kinds
from casework.models import Mail, MailStatus
from core.staff.roles import Role
from core.traces.log import Trace
from dialogues.models import DialogueIndexPage, DialoguePage, Seat
from dialogues.sign_up.actions.registrations import Comer, sign_up
from tests.conftest import count_queries
from tests.dialogues.organising import comer, editor_of
from tests.factories.dialogues import DialogueFactory
from tests.factories.users import UserFactory

HOSTILE = "<script>alert(1)</script> {{ settings.SECRET_KEY }}"


@pytest.fixture
def dialogue(dialogue_index: DialogueIndexPage) -> DialoguePage:
    made: DialoguePage = DialogueFactory(
        parent=dialogue_index, title="Ljusvandring", with_sign_up=True, hybrid=True
    )
    return made


def people_of(page: DialoguePage, form: str = "") -> str:
    return f"/admin/dialog/{page.pk}/anmalda/{form}"


def browser(role: Role | None) -> Client:
    client = Client()
    client.force_login(UserFactory(groups=(role,) if role else ()))
    return client


def test_only_organisers_see_people(dialogue: DialoguePage, visitor: Client) -> None:
    comer(dialogue, name="Łukasz O'Neill", needs="Hörslinga")
    clients = {role: browser(role) for role in Role} | {"visitor": visitor, None: browser(None)}
    for role, client in clients.items():
        may = role in (Role.COMMUNICATOR, Role.CASE_OFFICER, Role.ADMINISTRATOR)
        for answer in (
            client.get(people_of(dialogue)),
            client.get(people_of(dialogue, "utskrift/")),
            client.post(people_of(dialogue, "tabell/")),
        ):
            assert (answer.status_code == 200) is may, role
            assert ("ukasz" in answer.content.decode()) is may, role
            if may:
                assert "no-store" in answer["Cache-Control"]
                assert answer["X-Robots-Tag"] == "noindex"
        if role in tuple(Role):
            editor = client.get(editor_of(dialogue)).content.decode()
            assert (people_of(dialogue) in editor) is may, role
    assert browser(Role.ADMINISTRATOR).get("/admin/dialog/999999/anmalda/").status_code == 404
    assert browser(Role.COMMUNICATOR).get(people_of(dialogue, "tabell/")).status_code == 405


def test_seats_and_the_line_are_told_apart(officer_client: Client, dialogue: DialoguePage) -> None:
    comer(dialogue, 1, people=3, needs=HOSTILE)
    comer(dialogue, 2, people=2, seat=Seat.WAITING, name="Köande Karin")
    comer(dialogue, 3, is_digital=True, name="Hemma Hanna")
    comer(dialogue, 4, seat=Seat.CANCELLED, people=9)
    page = officer_client.get(people_of(dialogue)).content.decode()
    places = [page.index(words) for words in ("Har plats: 3", "Deltar digitalt: 1", "Står i kö: 2")]
    assert places == sorted(places)
    assert places[2] < page.index("Köande Karin")
    assert "3 av 20 platser är tagna" in page
    paper = officer_client.get(people_of(dialogue, "utskrift/")).content.decode()
    for told in (page, paper):
        assert ": 9" not in told
        assert "<script>alert" not in told
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ settings.SECRET_KEY }}" in told
    # What hangs at the door needs no addresses.
    assert "@exempel.se" not in paper


def test_an_address_that_mail_never_reaches_is_told_to_the_organiser(
    officer_client: Client, visitor: Client, dialogue: DialoguePage
) -> None:
    for name in ("studsar", "kommer"):
        sign_up(
            dialogue_id=dialogue.pk,
            comer=Comer(name=name, email=f"{name}@exempel.se"),
            now=timezone.now(),
        )
    assert "kom inte fram" not in officer_client.get(people_of(dialogue)).content.decode()
    given_up = Mail.objects.get(to="studsar@exempel.se")
    given_up.status = MailStatus.FAILED
    given_up.save()
    page = officer_client.get(people_of(dialogue)).content.decode()
    assert page.count("Brevet kom inte fram") == 1
    assert page.index("studsar@") < page.index("Brevet kom inte fram") < page.index("kommer@")
    # They keep their seat, and who signs up with the address again is answered as everybody is.
    assert "2 av 20 platser är tagna" in page
    given_up.status = MailStatus.SENT
    given_up.save()
    assert "kom inte fram" not in officer_client.get(people_of(dialogue)).content.decode()


def test_the_table_holds_no_formula(officer_client: Client, dialogue: DialoguePage) -> None:
    comer(dialogue, 1, name="=HYPERLINK(1)", needs="+46 tolk;\nrad två")
    comer(dialogue, 2, name="محمد علي", seat=Seat.WAITING)
    answer = officer_client.post(people_of(dialogue, "tabell/"))
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["Namn"] for row in rows] == ["'=HYPERLINK(1)", "محمد علي"]
    assert rows[0]["Behov"] == "'+46 tolk;\nrad två"
    assert [row["Plats"] for row in rows] == ["Har plats", "Står i kö"]
    assert "attachment" in answer["Content-Disposition"]
    assert "Ljusvandring" not in answer["Content-Disposition"]
    # Each time is logged, and nobody is named there.
    entry = ModelLogEntry.objects.get(action=Trace.EXPORTED)
    assert (entry.label, entry.data) == ("Ljusvandring", {"page": dialogue.pk, "form": "csv"})


def test_the_list_needs_the_same_queries_for_many(
    officer_client: Client, dialogue: DialoguePage
) -> None:
    comer(dialogue)
    count_queries(officer_client, people_of(dialogue))
    few = count_queries(officer_client, people_of(dialogue))
    for number in range(2, 12):
        comer(dialogue, number)
    assert count_queries(officer_client, people_of(dialogue)) == few


def test_a_dialogue_without_people_says_so(officer_client: Client, dialogue: DialoguePage) -> None:
    assert "Ingen är anmäld." in officer_client.get(people_of(dialogue)).content.decode()
    assert (
        "Ingen är anmäld." in officer_client.get(people_of(dialogue, "utskrift/")).content.decode()
    )


def test_people_are_forgotten_every_day_and_groups_may_see_them(
    administrator_client: Client, dialogue: DialoguePage
) -> None:
    assert [kind.name for kind in offered_kinds()].count("registration") == 1
    page = administrator_client.get("/admin/groups/new/").content.decode()
    assert "anmälan" in page.lower()
