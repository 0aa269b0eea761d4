"""Who sees proposals in the admin, how they are found, and what the page of a case shows."""

import io
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from associations.models import EventKind, Proposal
from associations.proposals.domain.stages import Stage
from home.models import PlacePage
from tests.associations.proposals.handling import LIST, case_of, officers_browser, press, user_of
from tests.conftest import count_queries
from tests.exported import fetched, table_of
from tests.factories.home import TopicFactory
from tests.factories.proposals import (
    ProposalEventFactory,
    ProposalFactory,
    ProposalFileFactory,
)
from tests.home.feedback.test_feedback_admin import browser_of

ROLES: dict[str, Callable[[], Client]] = {
    "nobody": Client,
    "editor": lambda: browser_of(),
    "communicator": lambda: browser_of("decide_entrysuggestion", "view_entrysuggestion"),
    "eraser": lambda: browser_of("erase_proposal"),
    "handler": lambda: officers_browser(),
    "administrator": lambda: browser_of(administrator=True),
}
MAY = {"handler", "administrator"}
HOSTILE = "<script>alert(1)</script> {{ settings.SECRET_KEY }} {% debug %}"


@pytest.fixture
def proposal(db: None) -> Proposal:
    made: Proposal = ProposalFactory()
    return made


@pytest.fixture
def officer(db: None) -> Client:
    """The browser of somebody who handles proposals. Not the communicator of other tests."""
    return officers_browser()


# ---------------------------------------------------------------- who


@pytest.mark.parametrize("role", ROLES)
def test_only_who_handles_proposals_sees_anything_of_them(proposal: Proposal, role: str) -> None:
    client = ROLES[role]()
    file = ProposalFileFactory(case=proposal)
    addresses = [
        LIST,
        f"{LIST}?export=csv",
        case_of(proposal),
        f"{case_of(proposal)}bilaga/{file.pk}/",
    ]
    for address in addresses:
        answer = client.get(address)
        if role in MAY:
            assert answer.status_code == 200, address
            assert "no-store" in answer["Cache-Control"], address
        else:
            assert answer.status_code in {302, 403, 404}, address
            assert proposal.contact_name not in answer.content.decode()
    for form in ("json", "zip", "print"):
        answer = client.post(f"{case_of(proposal)}lamna-ut/", {"form": form})
        assert (answer.status_code == 200) is (role in MAY)
    for absent in (
        "new/",
        f"edit/{proposal.pk}/",
        f"delete/{proposal.pk}/",
        f"history/{proposal.pk}/",
    ):
        assert client.get(f"{LIST}{absent}").status_code in {302, 404}
    if role not in {"nobody"}:
        front = client.get("/admin/").content.decode()
        assert (LIST in front) is (role in MAY)


def test_both_permissions_can_be_given_to_groups(administrator_client: Client) -> None:
    page = administrator_client.get("/admin/groups/new/").content.decode()
    assert "Kan läsa och handlägga" in page
    assert "Kan gallra" in page


def test_a_file_is_handed_out_only_under_its_own_case(officer: Client, proposal: Proposal) -> None:
    own, other = ProposalFileFactory(case=proposal), ProposalFileFactory()
    answer = officer.get(f"{case_of(proposal)}bilaga/{own.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="Budget.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert officer.get(f"{case_of(proposal)}bilaga/{other.pk}/").status_code == 404
    assert officer.get(f"{LIST}999999/").status_code == 404


# ---------------------------------------------------------------- finding


def shown(client: Client, query: str = "") -> list[str]:
    """The references in the list, in order."""
    return [row[0] for row in exported(client, query)[1:]]


def exported(client: Client, query: str = "") -> list[list[str]]:
    return table_of(fetched(client, f"{LIST}?export=csv&{query}"))


def test_the_list_begins_with_what_is_late_and_leaves_out_what_is_closed(officer: Client) -> None:
    new = ProposalFactory(days=0)
    late = ProposalFactory(days=20)
    later = ProposalFactory(status=Stage.ASSESSING, days=200)
    running = ProposalFactory(status=Stage.ACTIVE, days=500)
    closed = ProposalFactory(closed=True, days=1)
    assert shown(officer) == [each.reference for each in (later, late, new, running)]
    assert shown(officer, "show=closed") == [closed.reference]
    page = officer.get(LIST).content.decode()
    assert page.count("Försenat") == 2
    assert closed.reference not in page
    by_time = [each.reference for each in (running, later, late, new)]
    assert shown(officer, "ordering=status_since") == by_time


def test_the_list_can_be_narrowed(officer: Client, square: PlacePage) -> None:
    me, topic = user_of(officer), TopicFactory(name="Kultur")
    common = {"places": [square], "topics": [topic], "handled_by": me, "asked_at": timezone.now()}
    wanted = ProposalFactory(status=Stage.ASSESSING, days=100, **common)
    ProposalEventFactory(case=wanted, kind=EventKind.ANSWERED)
    erasable = ProposalFactory(due_for_erasing=True, handled_by=me)
    other = ProposalFactory(status=Stage.DIALOGUE)
    ProposalEventFactory(case=other, kind=EventKind.NOTE, by=me, is_by_sender=False)
    narrowed = [
        *("status=ASSESSING", f"places={square.pk}", f"topics={topic.pk}", "handler=me"),
        *(f"handler={me.pk}", "age=90", "overdue=yes", "asked=yes", "answered=yes"),
    ]
    for query in narrowed:
        assert shown(officer, query) == [wanted.reference], query
    assert shown(officer, "handler=none") == [other.reference]
    assert shown(officer, "due=yes") == [erasable.reference]
    assert shown(officer, "status=WITHDRAWN") == [erasable.reference]
    assert len(shown(officer, "show=all")) == 3
    page = officer.get(f"{LIST}?overdue=yes").content.decode()
    assert wanted.reference in page
    assert other.reference not in page


def test_a_proposal_is_found_however_it_is_asked_for(officer: Client) -> None:
    wanted = ProposalFactory(closed=True, registry_number="HÄ 2026/123", title="Kören på torget")
    ProposalFactory(
        association_name="Andra", organisation_number="", contact_name="X", email="x@exempel.se"
    )
    said = wanted.reference.lower().replace("-", " ")
    asked = [said, "2026/123", "802012-3454", "bonden", "kören", "öberg-ström", "asa@exempel"]
    for words in asked:
        assert shown(officer, f"q={words}&show=open") == [wanted.reference], words
    assert shown(officer, "q=finnsinte") == []


def test_an_empty_list_says_what_will_come(officer: Client) -> None:
    assert "kommer det hit" in officer.get(LIST).content.decode()
    assert "stämmer med" in officer.get(f"{LIST}?q=nej").content.decode()


def test_the_export_holds_all_answers_and_no_formula(officer: Client) -> None:
    proposal = ProposalFactory(title="=HYPERLINK(1)", activity="+1", handled_by=user_of(officer))
    headings, *rows = exported(officer)
    table = [dict(zip(headings, row, strict=True)) for row in rows]
    assert table[0]["Vad kallar ni idén?"] == "'=HYPERLINK(1)"
    assert table[0]["Vad vill ni göra?"] == "'+1"
    assert table[0]["Organisationsnummer"] == "802012-3454"
    assert table[0]["Handläggare"] == user_of(officer).get_username()
    book = openpyxl.load_workbook(io.BytesIO(fetched(officer, f"{LIST}?export=xlsx")))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert proposal.reference in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_list_and_the_case_need_the_same_queries_for_many(
    officer: Client, square: PlacePage
) -> None:
    def fill(number: int) -> Proposal:
        common = {"places": [square], "handled_by": user_of(officer)}
        cases = [ProposalFactory(topics=[TopicFactory()], **common) for _each in range(number)]
        made: Proposal = cases[-1]
        for _each in range(number):
            event = ProposalEventFactory(case=made, by=user_of(officer), kind=EventKind.NOTE)
            ProposalFileFactory(case=made, event=event)
        return made

    first = fill(1)
    count_queries(officer, LIST)
    few = [count_queries(officer, LIST), count_queries(officer, case_of(first))]
    last = fill(5)
    count_queries(officer, LIST)
    many = [count_queries(officer, LIST), count_queries(officer, case_of(last))]
    assert many == few
    assert max(few) < 40


def test_the_front_page_counts_what_its_lists_show(officer: Client) -> None:
    me = user_of(officer)
    answered = ProposalFactory(handled_by=me, status=Stage.DIALOGUE)
    ProposalEventFactory(case=answered, kind=EventKind.ANSWERED)
    for days in (1, 30):
        ProposalFactory(days=days)
    ProposalFactory(due_for_erasing=True)
    page = " ".join(officer.get("/admin/").content.decode().split())
    counts = {"handler=me": 1, "handler=none": 2, "overdue=yes": 1, "answered=yes": 1, "due=yes": 1}
    for query, number in counts.items():
        link = f'href="{LIST}?{query}"> <span class="proposal-heap__count">{number}</span>'
        assert link in page, query
        assert len(shown(officer, query)) == number


# ---------------------------------------------------------------- reading


def test_the_case_shows_everything_and_runs_nothing(officer: Client, square: PlacePage) -> None:
    said = dict.fromkeys(("title", "association_name", "problem", "budget"), HOSTILE)
    proposal = ProposalFactory(**said, places=[square], days=20, registry_number="HÄ 1")
    event = ProposalEventFactory(
        case=proposal, kind=EventKind.NOTE, text=HOSTILE, by=user_of(officer), is_by_sender=False
    )
    ProposalFileFactory(case=proposal, event=event, name=f"{HOSTILE[:20]}.pdf")
    page = officer.get(case_of(proposal)).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ settings.SECRET_KEY }}") >= 5
    for told in ("Torget", "HÄ 1", "Försenat", "Vi har tagit emot ditt förslag", "802012-3454"):
        assert told in page
    assert "<script>alert" not in officer.get(f"{LIST}?q=settings").content.decode()


def test_the_page_offers_what_the_state_allows(officer: Client) -> None:
    offered = {
        Stage.RECEIVED: {"not_pursue", "redirect", "withdraw", "ask"},
        Stage.DIALOGUE: {"move", "accept", "not_pursue", "redirect", "withdraw", "ask"},
        Stage.ACTIVE: {"move", "ask"},
        Stage.WITHDRAWN: set(),
    }
    for status, steps in offered.items():
        page = officer.get(case_of(ProposalFactory(status=status))).content.decode()
        for step in ("move", "accept", "not_pursue", "redirect", "withdraw", "ask", "erase"):
            assert (f'id="steg-{step}"' in page) is (step in steps), (status, step)
        assert all(
            f'id="steg-{step}"' in page for step in ("assign", "register", "note", "message")
        )


# ---------------------------------------------------------------- at once with others


def test_nothing_is_done_on_what_somebody_else_has_changed(
    officer: Client, proposal: Proposal
) -> None:
    before = proposal.events.latest("pk").pk
    colleague = officers_browser()
    press(colleague, proposal, "register", text="HÄ 2026/9")
    page = press(officer, proposal, "redirect", seen=before, text="Vänd dig till biblioteket.")
    told = page.content.decode()
    assert proposal.status == Stage.REGISTERED
    assert f"diarienummer ({user_of(colleague).get_username()})" in told
    assert "Vänd dig till biblioteket." in told
    # Once read, the same button does it.
    press(officer, proposal, "redirect", text="Vänd dig till biblioteket.")
    assert proposal.status == Stage.REDIRECTED


def test_pressed_twice_is_done_once(officer: Client, proposal: Proposal) -> None:
    me, seen = user_of(officer), proposal.events.latest("pk").pk
    for _press in range(2):
        page = press(officer, proposal, "note", seen=seen, text="Ringde.")
        assert "Anteckningen är sparad." in page.content.decode()
    assert proposal.events.filter(kind=EventKind.NOTE).count() == 1
    seen = proposal.events.latest("pk").pk
    for _press in range(2):
        press(officer, proposal, "assign", seen=seen, handler=me.pk)
    assert proposal.events.filter(kind=EventKind.ASSIGNED).count() == 1
    assert proposal.handled_by == me


def test_a_role_that_is_taken_away_ends_at_once(officer: Client, proposal: Proposal) -> None:
    assert officer.get(case_of(proposal)).status_code == 200
    me = user_of(officer)
    me.user_permissions.set(me.user_permissions.exclude(codename="handle_proposal"))
    for step, fields in {"note": {"text": "Hej"}, "register": {"text": "HÄ 1"}}.items():
        answer = press(officer, proposal, step, **fields)
        assert answer.redirect_chain[0][0] == "/admin/"
        assert proposal.contact_name not in answer.content.decode()
    assert proposal.events.count() == 1
    assert proposal.registry_number == ""


def test_what_is_typed_stays_when_it_is_wrong(officer: Client, proposal: Proposal) -> None:
    page = press(officer, proposal, "message", text="Ring 19811218-9876 så pratar vi.")
    assert "Ta bort personnumret" in page.content.decode()
    assert "så pratar vi." in page.content.decode()
    page = press(officer, proposal, "not_pursue", text="Vi är överens.", idea="En kör")
    assert "Fyll i fältet, eller töm" in page.content.decode()
    assert "En kör" in page.content.decode()
    page = press(officer, proposal, "note", text="x" * 5001)
    assert "för lång" in page.content.decode()
    for odd in ({"step": "fly"}, {"step": "note", "seen": "²", "note-text": "Hej"}, {}):
        assert officer.post(case_of(proposal), odd, follow=True).status_code == 200
    assert proposal.events.count() == 1


def test_an_old_case_is_listed_by_its_age(officer: Client) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    old = ProposalFactory(received_at=long_ago, status=Stage.ACTIVE, days=3)
    ProposalFactory()
    assert shown(officer, "age=365") == [old.reference]
