"""Mail is stored with what it tells of, sent until it arrives, and then forgotten."""

import copy
import logging
import socket
import threading
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from casework.mail import delivery, outbox
from casework.models import Dispatch, Enclosure, Lease, Mail, MailStatus
from casework.records.retention import rule
from core.models import PortalSettings
from tests.smtp import Mailbox

pytestmark = pytest.mark.django_db
BODY = "Hej {{ name }}!\n\nReferens {{ reference }}, {{ portal }}\n"


@pytest.fixture(autouse=True)
def _templates(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "letter_subject.txt").write_text("Brev {{ reference }} {{ name }}\n om\r\nnågot\n")
    (tmp_path / "letter.txt").write_text(BODY)
    templates = copy.deepcopy(django_settings.TEMPLATES)
    templates[0]["DIRS"].append(tmp_path)
    settings.TEMPLATES = templates


@transaction.atomic
def queue(to: str = "asa@exempel.se", event: str = "e:1", name: str = "Åsa") -> Dispatch | None:
    return outbox.queue_mail(
        to=to, template="letter", context={"name": name}, reference="T7K4-9XQ2", event=event
    )


def work() -> None:
    call_command("worker", once=True, stdout=StringIO())


def due_again() -> None:
    """Let the time of the next attempt be now."""
    Mail.objects.filter(status=MailStatus.REQUEUED).update(due_at=timezone.now())


# ---------------------------------------------------------------- queueing


def test_a_mail_reaches_its_recipient_as_plain_swedish_text(mailbox: Mailbox) -> None:
    queue()
    work()
    (mail,) = mailbox.received
    assert mailbox.recipients == [["asa@exempel.se"]]
    assert mail.get_content_type() == "text/plain"
    assert mailbox.text() == "Hej Åsa!\n\nReferens T7K4-9XQ2, http://127.0.0.1:8000/\n"
    assert mail["From"] == "trygghetsportalen@example.se"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_the_subject_is_one_line_and_knows_only_the_reference(mailbox: Mailbox) -> None:
    queue(name="Åsa Öberg-Ström")
    work()
    assert mailbox.received[0]["Subject"] == "Brev T7K4-9XQ2 om något"


@pytest.mark.parametrize("name", ["{{ reference }}", "{% now 'Y' %}", "<b>&amp;</b>", '"’"'])
def test_what_people_write_is_neither_run_nor_escaped(mailbox: Mailbox, name: str) -> None:
    queue(name=name)
    work()
    assert mailbox.text().startswith(f"Hej {name}!")


def test_answers_go_to_the_mailbox_that_the_settings_name(mailbox: Mailbox, front: object) -> None:
    known = PortalSettings.known_by_default()
    known.contact_email = "trygghet@exempel.se"
    known.save()
    queue()
    work()
    assert mailbox.received[0]["Reply-To"] == "trygghet@exempel.se"


def test_nobody_is_told_of_the_same_event_twice() -> None:
    assert queue() is not None
    assert queue(to="ASA@exempel.se ") is None
    assert queue(to="lukasz@exempel.se") is not None
    assert queue(event="e:2") is not None
    assert Mail.objects.count() == 3


def test_what_was_told_stays_told_when_the_mail_is_gone() -> None:
    queue()
    Mail.objects.all().delete()
    assert queue() is None
    assert outbox.has_been_told(to="asa@exempel.se", event="e:1")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_mail_must_be_queued_in_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        outbox.queue_mail(to="a@b.se", template="letter", context={}, reference="", event="e")


def test_a_mail_vanishes_with_what_it_tells_of() -> None:
    @transaction.atomic
    def tell_and_fail() -> None:
        queue()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_and_fail()
    assert not Mail.objects.exists()
    assert not Dispatch.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_tell_at_the_same_moment_tell_once() -> None:
    together = threading.Barrier(2)

    def tell() -> None:
        together.wait()
        try:
            queue()
        finally:
            connection.close()

    threads = [threading.Thread(target=tell) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Mail.objects.count() == 1


def test_what_is_taken_back_is_not_sent_and_counts_as_told(mailbox: Mailbox) -> None:
    queue(event="reminder:1:monday")
    queue(event="reminder:1:monday", to="lukasz@exempel.se")
    queue(event="reminder:11:monday")
    assert outbox.withdraw(to="ASA@exempel.se", event_begins="reminder:1:") == 1
    assert queue(event="reminder:1:monday") is None
    work()
    assert sorted(mailbox.recipients) == [["asa@exempel.se"], ["lukasz@exempel.se"]]
    # What has left stays as it is.
    assert outbox.withdraw(to="asa@exempel.se", event_begins="reminder:11:") == 0
    assert Mail.objects.count() == 2


# ---------------------------------------------------------------- sending


def test_what_is_enclosed_goes_with_the_mail_also_when_it_is_sent_again(mailbox: Mailbox) -> None:
    enclosed = outbox.Enclosed("möte.txt", "text/plain; charset=utf-8", "Åsa\r\nÖberg")
    with transaction.atomic():
        outbox.queue_mail(
            to="asa@exempel.se",
            template="letter",
            context={"name": "Åsa"},
            reference="",
            event="e:1",
            enclosed=enclosed,
        )
    mailbox.unknown.add("asa@exempel.se")
    work()
    assert Enclosure.objects.count() == 1
    mailbox.unknown.clear()
    due_again()
    work()
    (file,) = mailbox.received[0].iter_attachments()
    assert file.get_filename() == "möte.txt"
    assert file.get_payload(decode=True) == "Åsa\r\nÖberg".encode()
    assert not Enclosure.objects.exists()


def test_a_mail_is_sent_once(mailbox: Mailbox) -> None:
    queue()
    work()
    work()
    assert len(mailbox.received) == 1


def test_hundreds_of_mails_are_all_sent(mailbox: Mailbox) -> None:
    for number in range(120):
        queue(event=f"e:{number}")
    work()
    assert len(mailbox.received) == 120
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.SENT}


def test_one_bad_address_does_not_stop_the_others(mailbox: Mailbox) -> None:
    mailbox.unknown.add("borta@exempel.se")
    queue(to="borta@exempel.se")
    queue(to="asa@exempel.se")
    work()
    assert mailbox.recipients == [["asa@exempel.se"]]
    assert Mail.objects.get(to="borta@exempel.se").status == MailStatus.REQUEUED


def test_tries_go_on_for_days_and_for_six_hours_never_more_than_five_minutes_apart() -> None:
    waits = django_settings.MAIL_RETRY_MINUTES
    assert waits == sorted(waits)
    assert sum(wait for wait in waits if wait < 5) >= 6 * 60
    assert 2 * 24 * 60 <= sum(waits) <= 3 * 24 * 60


def test_failures_are_followed_by_longer_waits_and_at_last_given_up(
    mailbox: Mailbox, settings: Settings
) -> None:
    settings.MAIL_RETRY_MINUTES = [1, 2, 4]
    mailbox.unknown.add("asa@exempel.se")
    queue()
    waits = []
    for _ in range(4):
        work()
        mail = Mail.objects.get()
        if mail.status == MailStatus.FAILED:
            break
        assert mail.due_at
        waits.append((mail.due_at - mail.changed_at).total_seconds() / 60)
        work()
        assert Mail.objects.get().retries == len(waits), "tried before its time"
        due_again()
    assert waits == [1, 2, 4]
    assert mail.status == MailStatus.FAILED
    assert mail.last_failure.startswith("SMTPRecipientsRefused: ")


@pytest.mark.parametrize("is_listening", [False, True], ids=["gone", "silent"])
def test_a_server_that_does_not_answer_is_asked_once_for_all_mail(
    settings: Settings, is_listening: bool, django_assert_max_num_queries: object
) -> None:
    """Two hundred mails wait; a round with a silent server must not take a timeout for each."""
    for number in range(200):
        queue(event=f"e:{number}")
    with socket.socket() as dead:
        dead.bind(("127.0.0.1", 0))
        if is_listening:
            dead.listen()
        settings.EMAIL_HOST, settings.EMAIL_PORT = dead.getsockname()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_TIMEOUT = 1
        started = time.monotonic()
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            done = delivery.deliver(worker="mine", now=timezone.now())
        assert time.monotonic() - started < 5
    assert done == delivery.Delivery(put_off=200)
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.REQUEUED}
    assert Mail.objects.exclude(last_failure="").count() == 200


def test_a_mail_is_the_same_mail_at_every_attempt(mailbox: Mailbox) -> None:
    queue()
    work()
    Mail.objects.update(status=MailStatus.QUEUED)
    work()
    first, second = mailbox.received
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@example.se>")


def test_only_one_worker_sends_at_a_time(mailbox: Mailbox) -> None:
    queue()
    now = timezone.now()
    Lease.objects.create(name="outbox", holder="other", until=Now() + timedelta(minutes=1))
    assert delivery.deliver(worker="mine", now=now).sent == 0
    delivery.stop_delivering(worker="other")
    assert delivery.deliver(worker="mine", now=now).sent == 1


def test_a_worker_that_died_loses_its_turn(mailbox: Mailbox) -> None:
    queue()
    now = timezone.now()
    Lease.objects.create(name="outbox", holder="dead", until=Now() - timedelta(seconds=1))
    assert delivery.deliver(worker="mine", now=now).sent == 1


def test_a_worker_that_is_done_lets_the_next_one_send(mailbox: Mailbox) -> None:
    queue(event="e:1")
    work()
    queue(event="e:2")
    assert delivery.deliver(worker="another", now=timezone.now()).sent == 1


def test_an_idle_round_writes_nothing() -> None:
    delivery.deliver(worker="mine", now=timezone.now())
    assert not Lease.objects.exists()


# ---------------------------------------------------------------- forgetting


def test_the_words_of_a_mail_are_forgotten_when_it_has_arrived(mailbox: Mailbox) -> None:
    queue(name="Åsa")
    work()
    assert "Åsa" not in str(list(Mail.objects.values()))


def test_old_mail_is_removed_with_its_address_whether_it_arrived_or_not() -> None:
    queue(event="e:1")
    queue(event="e:2")
    kept = rule("mail")
    days = kept.days
    Mail.objects.filter(tells_of__event="e:1").update(
        queued_at=timezone.now() - timedelta(days=days, minutes=1)
    )
    assert outbox.forget_old_mail(kept, timezone.now()) == 1
    assert Mail.objects.get().tells_of.event == "e:2"
    rest = str(list(Dispatch.objects.filter(event="e:1").values()))
    assert "asa@" not in rest


def test_a_failure_is_logged_without_the_address(
    mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    mailbox.unknown.add("asa@exempel.se")
    queue()
    work()
    # The receiving server stands in the same process; what it logs is its own.
    told = [record for record in caplog.records if record.name != "mail.log"]
    line = "Mail: 1 could not be sent yet, 0 were given up (SMTPRecipientsRefused 550)"
    assert line in [record.getMessage() for record in told]
    assert not [record for record in told if "asa@" in f"{record.getMessage()} {record.exc_text}"]
