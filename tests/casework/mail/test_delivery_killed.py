"""A worker that is killed loses no mail, repeats one at most, and its turn is taken at once."""

import os
import signal
import subprocess
import sys
from collections import Counter
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management import call_command
from django.db import transaction
from pytest_django import Settings

from casework.mail import outbox
from casework.models import Lease, Mail, MailStatus
from casework.worker import leases
from tests.casework.worker.test_worker import PATIENCE_S, ROOT, environment
from tests.smtp import Mailbox, mail_server

__all__ = ["environment"]

pytestmark = pytest.mark.processes

MAILS = 12


class Killer(Mailbox):
    """Takes mails, and kills the worker when it has taken some but not yet said so."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after
        self.victim: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim and len(self.received) == self.after:
            self.victim.send_signal(signal.SIGKILL)
            self.victim.wait()
        return answer


def identity(mail: EmailMessage) -> str:
    return str(mail["Message-ID"])


@transaction.atomic
def queue_mails() -> None:
    for number in range(MAILS):
        outbox.queue_mail(
            to=f"person-{number}@exempel.se",
            template="associations/mail/suggestion_received",
            context={},
            reference="T7K4-9XQ2",
            event="e:1",
        )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_killed_in_the_middle_of_a_mail_repeats_that_mail_only(
    environment: dict[str, str], settings: Settings
) -> None:
    queue_mails()
    box = Killer(after=5)
    with mail_server(box) as port:
        own = {
            **environment,
            "DJANGO_SETTINGS_MODULE": "tests.casework.mail.smtp_settings",
            "TEST_SMTP_PORT": str(port),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "manage.py", "worker", "--once"]
        box.victim = subprocess.Popen(command, cwd=ROOT, env=own)
        assert box.victim.wait(PATIENCE_S) == -signal.SIGKILL
        # Still its turn, but nobody waits for the dead.
        assert Lease.objects.get(name="outbox").holder.endswith(f":{box.victim.pid}")
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        call_command("worker", once=True)
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.SENT}
    arrived = Counter(identity(mail) for mail in box.received)
    assert len(arrived) == MAILS
    assert arrived[identity(box.received[4])] == 2
    assert len(box.received) == MAILS + 1


def test_a_process_is_known_to_have_ended_only_where_it_ran() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    here = leases.own_name().removesuffix(f":{os.getpid()}")
    assert leases.has_ended(f"{here}:{ended.pid}")
    assert not leases.has_ended(leases.own_name())
    assert not leases.has_ended(f"{here}:1")
    assert not leases.has_ended(f"another-host:1:{ended.pid}")
    assert not leases.has_ended("other")
    longest = Lease._meta.get_field("holder").max_length
    assert longest
    assert len(leases.own_name()) <= longest
