"""What can happen to a message, and what remains of it."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from wagtail.models import ModelLogEntry

from casework.records.actions import erase_due
from casework.records.moves import IllegalMove
from casework.records.references import is_reference
from casework.records.retention import rule
from core.models import User
from home.feedback.actions import Message, move_feedback, receive_feedback
from home.feedback.domain.feedback_status import FeedbackStatus
from home.models import Feedback, FeedbackKind
from tests.factories.feedback import FeedbackFactory

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
MESSAGE = Message(kind=FeedbackKind.ERROR, text="Fel årtal", sender_name="Åsa")
SECRETS = ("Fel årtal", "Åsa")


def receive(key: str = "k", message: Message = MESSAGE) -> Feedback:
    return receive_feedback(message=message, idempotency_key=key, page=None, now=NOW)


def log_of(feedback: Feedback) -> list[ModelLogEntry]:
    return list(ModelLogEntry.objects.for_instance(feedback).order_by("pk"))


@pytest.mark.django_db
def test_a_message_gets_a_reference_and_a_line_in_the_log() -> None:
    feedback = receive()
    assert is_reference(feedback.reference)
    assert feedback.received_at == NOW
    assert [entry.action for entry in log_of(feedback)] == ["home.receive_feedback"]


@pytest.mark.django_db
def test_the_log_says_nothing_of_what_was_written(officer: User) -> None:
    feedback = receive()
    move_feedback(
        feedback_id=feedback.pk, to=FeedbackStatus.HANDLED, officer=officer, note="Åsa", now=NOW
    )
    told = str([(entry.label, entry.data, entry.message) for entry in log_of(feedback)])
    assert not [secret for secret in SECRETS if secret in told]


@pytest.mark.django_db
def test_the_same_key_gives_the_same_message() -> None:
    assert receive("one") == receive("one")
    assert receive("two") != receive("one")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_message_sent_twice_at_the_same_moment_is_one() -> None:
    got: list[int] = []
    together = threading.Barrier(4)

    def send() -> None:
        together.wait()
        try:
            got.append(receive("same").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4
    assert len(set(got)) == 1
    assert Feedback.objects.count() == 1


@pytest.mark.django_db
def test_a_message_is_taken_in_hand_and_closed(officer: User) -> None:
    feedback = receive()
    started = move_feedback(
        feedback_id=feedback.pk, to=FeedbackStatus.IN_PROGRESS, officer=officer, note="", now=NOW
    )
    assert (started.status, started.handled_by, started.handled_at) == (
        "IN_PROGRESS",
        officer,
        None,
    )
    closed = move_feedback(
        feedback_id=feedback.pk, to=FeedbackStatus.HANDLED, officer=officer, note="Rättat", now=NOW
    )
    assert (closed.status, closed.handled_at, closed.note) == ("HANDLED", NOW, "Rättat")
    last = log_of(feedback)[-1]
    assert last.user == officer
    assert last.message == "Från Pågår till Hanterad"


@pytest.mark.django_db
@pytest.mark.parametrize("to", list(FeedbackStatus))
def test_what_is_handled_stays_handled(officer: User, to: FeedbackStatus) -> None:
    feedback: Feedback = FeedbackFactory(handled=True)
    with pytest.raises(IllegalMove):
        move_feedback(feedback_id=feedback.pk, to=to, officer=officer, note="x", now=NOW)
    feedback.refresh_from_db()
    assert feedback.note == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"status": FeedbackStatus.HANDLED},
        {"handled_at": NOW},
        {"found": True},
        {"kind": FeedbackKind.FOUND},
        {"erased_at": NOW},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackFactory(**wrong)


# ---------------------------------------------------------------- erasing


def erase_everything(now: datetime = NOW) -> list[str]:
    rules = ("feedback.handled", "feedback.unhandled")
    return [gone for key in rules for gone in erase_due(Feedback, rule(key), now)]


def handled(months_ago_in_days: int) -> Feedback:
    feedback: Feedback = FeedbackFactory(
        status=FeedbackStatus.HANDLED,
        handled_at=NOW - timedelta(days=months_ago_in_days),
        note="Ringde Åsa",
        signed=True,
    )
    return feedback


@pytest.mark.django_db
def test_words_and_sender_are_erased_when_the_time_is_over_and_the_rest_remains() -> None:
    feedback = handled(400)
    assert erase_due(Feedback, rule("feedback.handled"), NOW) == [feedback.reference]
    before, after = feedback, Feedback.objects.get()
    assert (after.text, after.note, after.sender_name, after.sender_email) == ("", "", "", "")
    assert after.page_address == ""
    assert after.erased_at == NOW
    for kept in ("reference", "kind", "received_at", "handled_at", "status"):
        assert getattr(after, kept) == getattr(before, kept)
    assert log_of(after)[-1].action == "home.erase_feedback"


@pytest.mark.django_db
def test_what_is_younger_is_left_alone() -> None:
    handled(300)
    FeedbackFactory(received_at=NOW - timedelta(days=600))
    assert erase_everything() == []
    assert not Feedback.objects.filter(text="").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("status", [FeedbackStatus.NEW, FeedbackStatus.IN_PROGRESS])
def test_what_nobody_has_handled_goes_too_in_the_end(status: FeedbackStatus) -> None:
    forgotten = FeedbackFactory(status=status, received_at=NOW - timedelta(days=740), signed=True)
    assert erase_everything() == [forgotten.reference]
    left = Feedback.objects.get()
    assert (left.status, left.text, left.sender_name, left.handled_at) == (status, "", "", None)


@pytest.mark.django_db
def test_erasing_again_changes_nothing() -> None:
    handled(400)
    erase_everything()
    assert erase_everything(NOW + timedelta(days=1)) == []
    assert Feedback.objects.get().erased_at == NOW


@pytest.mark.django_db
def test_erasing_obeys_the_settings(settings: Any) -> None:
    handled(100)
    assert erase_everything() == []
    kept = {**settings.RETENTION["feedback.handled"], "months": 3}
    settings.RETENTION = {**settings.RETENTION, "feedback.handled": kept}
    assert len(erase_everything()) == 1
    assert Feedback.objects.get().text == ""
