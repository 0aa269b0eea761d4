"""Who has seen what people have sent is told in a log, which is read and erased in its time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import models
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from casework.worker.daily import offered_jobs
from core.models import User
from core.staff.roles import Role
from core.traces.log import Trace, note_list, note_record
from core.traces.retention import forget_traces
from home.models import Feedback
from tests.dialogues.taking_part import come
from tests.factories.dialogues import DialogueFactory, DialogueIndexFactory
from tests.factories.feedback import FeedbackFactory
from tests.factories.proposals import ProposalFactory, ProposalFileFactory
from tests.factories.suggestions import SuggestionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/atkomst/"
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SENDER = {"sender_name": "Kanariefågeln", "sender_email": "kanarie@exempel.se"}


@pytest.fixture
def siv() -> User:
    """An administrator with a name."""
    made: User = UserFactory(first_name="Siv", last_name="Ström", groups=(Role.ADMINISTRATOR,))
    return made


@pytest.fixture
def hers(siv: User) -> Client:
    client = Client()
    client.force_login(siv)
    return client


def said() -> list[tuple[str, str]]:
    """What stands in the log of traces, in words, the first on top."""
    traces = ModelLogEntry.objects.filter(action__in=list(Trace)).order_by("pk")
    return [(entry.message, entry.label) for entry in traces]


def _of_feedback() -> tuple[str, tuple[str, str]]:
    made: Any = FeedbackFactory(**SENDER)
    return f"/admin/synpunkter/{made.pk}/", ("Öppnade", made.reference)


def _of_handled_feedback() -> tuple[str, tuple[str, str]]:
    made: Any = FeedbackFactory(**SENDER)
    return f"/admin/synpunkter/handle/{made.pk}/", ("Öppnade", made.reference)


def _of_suggestion() -> tuple[str, tuple[str, str]]:
    made: Any = SuggestionFactory(error=True, **SENDER)
    return f"/admin/foreningsforslag/{made.pk}/", ("Öppnade", made.reference)


def _of_proposal() -> tuple[str, tuple[str, str]]:
    made: Any = ProposalFactory(contact_name=SENDER["sender_name"])
    return f"/admin/partnerskapsforslag/{made.pk}/", ("Öppnade", made.reference)


def _of_file() -> tuple[str, tuple[str, str]]:
    made: Any = ProposalFactory()
    file = ProposalFileFactory(case=made, name="Kanariefågeln.pdf")
    told = (f"Öppnade bilaga {file.pk}", made.reference)
    return f"/admin/partnerskapsforslag/{made.pk}/bilaga/{file.pk}/", told


def _of_record_of_file() -> tuple[str, tuple[str, str]]:
    address, told = _of_file()
    return f"{address}handling/", told


OPENED = [
    _of_feedback,
    _of_handled_feedback,
    _of_suggestion,
    _of_proposal,
    _of_file,
    _of_record_of_file,
]
LISTS = {
    "/admin/synpunkter/?q=Kanarie": ("Visade listan", "Synpunkter"),
    "/admin/synpunkter/results/": ("Visade listan", "Synpunkter"),
    "/admin/foreningsforslag/": ("Visade listan", "Förslag från föreningar"),
    "/admin/partnerskapsforslag/": ("Visade listan", "Förslag till partnerskap"),
    "/admin/utskick/": ("Visade listan", "Utskick"),
    "/admin/users/": ("Visade listan", "Användare"),
}


@pytest.mark.parametrize("make", OPENED)
def test_an_opened_record_leaves_a_trace_that_names_its_reference_alone(
    hers: Client, siv: User, make: Callable[[], tuple[str, tuple[str, str]]]
) -> None:
    address, told = make()
    assert hers.get(address).status_code == 200
    assert said() == [told]
    entry = ModelLogEntry.objects.get(action__in=list(Trace))
    assert entry.user == siv
    assert "anarie" not in f"{entry.label} {entry.data}"


@pytest.mark.parametrize("address", LISTS)
def test_a_list_leaves_a_trace_without_what_was_searched_for(hers: Client, address: str) -> None:
    assert hers.get(address).status_code == 200
    assert said() == [LISTS[address]]
    assert ModelLogEntry.objects.get(action=Trace.LISTED).data == {}


def test_who_comes_is_traced_on_screen_on_paper_and_as_a_table(hers: Client, front: Any) -> None:
    index = DialogueIndexFactory(parent=front)
    dialogue = DialogueFactory(parent=index, title="Ljusvandring", with_sign_up=True)
    come(dialogue, "kanarie")
    address = f"/admin/dialog/{dialogue.pk}/anmalda/"
    answers = [hers.get(address), hers.get(f"{address}utskrift/"), hers.post(f"{address}tabell/")]
    assert all("kanarie@exempel.se" in each.content.decode() for each in answers[::2])
    assert said() == [
        ("Visade listan", "Ljusvandring"),
        ("Skrev ut listan", "Ljusvandring"),
        ("Hämtade listan som kalkylblad (CSV)", "Ljusvandring"),
    ]


def test_who_may_not_see_leaves_no_trace(visitor: Client) -> None:
    editor = Client()
    editor.force_login(UserFactory(groups=(Role.EDITOR,)))
    for client in (visitor, editor):
        for address in LISTS:
            assert client.get(address).status_code == 302
    assert said() == []


def test_the_history_of_a_record_says_what_was_done_not_who_has_read(hers: Client) -> None:
    made = SuggestionFactory(error=True)
    log(instance=made, action="associations.receive_suggestion")
    hers.get(f"/admin/foreningsforslag/{made.pk}/")
    shown = hers.get(f"/admin/foreningsforslag/history/{made.pk}/").content.decode()
    assert "Kom in" in shown
    assert "Öppnade" not in shown


# ---------------------------------------------------------------- read


def test_the_log_is_read_in_swedish_by_officers_and_administrators(hers: Client) -> None:
    made = FeedbackFactory(**SENDER)
    hers.get("/admin/synpunkter/")
    hers.get(f"/admin/synpunkter/{made.pk}/")
    for role in Role:
        client = Client()
        client.force_login(UserFactory(groups=(role,)))
        answer = client.get(REPORT)
        if role in {Role.CASE_OFFICER, Role.ADMINISTRATOR}:
            shown = answer.content.decode()
            words = ("Åtkomstlogg", "Siv Ström", "Visade listan", "Synpunkter", made.reference)
            assert [word for word in words if word not in shown] == []
            assert "anarie" not in shown
            assert REPORT in client.get("/admin/").content.decode()
        else:
            assert answer.status_code == 302
            assert REPORT not in client.get("/admin/").content.decode()


def test_the_log_is_narrowed_by_who_what_and_when(hers: Client, siv: User) -> None:
    first, second = FeedbackFactory(), FeedbackFactory()
    other = UserFactory()
    note_record(Trace.OPENED, first, siv)
    note_record(Trace.OPENED, second, other)
    note_list(Trace.PRINTED, Feedback, other)
    ModelLogEntry.objects.filter(label=second.reference).update(timestamp=NOW)
    queries = {
        f"user={siv.pk}": {first.reference},
        f"action={Trace.PRINTED}": {"Synpunkter"},
        f"label={second.reference}": {second.reference},
        "timestamp_from=2027-03-01&timestamp_to=2027-03-02": {second.reference},
    }
    for query, labels in queries.items():
        listed = hers.get(f"{REPORT}results/?{query}").context["object_list"]
        assert {entry.label for entry in listed} == labels, query


# ---------------------------------------------------------------- erased


def _at(moment: datetime, action: str, row: models.Model) -> ModelLogEntry:
    entry: ModelLogEntry = ModelLogEntry.objects.log_action(row, action, timestamp=moment)
    return entry


def test_traces_are_erased_when_their_time_is_over_and_the_rest_of_the_log_stays(
    settings: Any,
) -> None:
    settings.ACCESS_LOG_DAYS = 30
    row = FeedbackFactory()
    kept = _at(NOW - timedelta(days=30), Trace.OPENED, row)
    decided = _at(NOW - timedelta(days=900), "home.receive_feedback", row)
    _at(NOW - timedelta(days=30, seconds=1), Trace.OPENED, row)
    assert [forget_traces(NOW), forget_traces(NOW)] == [1, 0]
    assert set(ModelLogEntry.objects.values_list("pk", flat=True)) == {kept.pk, decided.pk}
    assert forget_traces in {job.run for job in offered_jobs()}
