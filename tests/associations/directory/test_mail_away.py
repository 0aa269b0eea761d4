"""What an association sends is stored and acknowledged while the mail server is away."""

import socket
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from associations import models
from casework.models import Mail, MailStatus
from tests.filled_forms import filled, form_of
from tests.smtp import Mailbox, mail_server

pytestmark = pytest.mark.usefixtures("directory")
SENDER = "asa@exempel.se"
SENT: dict[str, tuple[str, dict[str, Any]]] = {
    "/forening/anmal/": (
        "associations.new",
        {"title": "Älvsjö bollklubb", "activities": "Fotboll på torsdagar"},
    ),
    "/forening/rapportera-fel/": (
        "associations.error",
        {"about": "Schackklubben", "message": "Numret är gammalt"},
    ),
}


def work() -> None:
    call_command("worker", once=True, stdout=StringIO())


@pytest.mark.parametrize("url", SENT)
def test_it_is_stored_first_and_the_mail_follows_later(
    visitor: Client, settings: Settings, url: str
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 1
    purpose, words = SENT[url]
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        form = form_of(visitor.get(url))
        answer = visitor.post(url, filled(form, purpose, **words, sender_email=SENDER), follow=True)
        suggestion = models.EntrySuggestion.objects.get()
        assert suggestion.reference in answer.text
        work()
    assert models.EntrySuggestion.objects.get() == suggestion
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.REQUEUED}

    box = Mailbox()
    with mail_server(box) as port:
        settings.EMAIL_PORT = port
        Mail.objects.update(due_at=timezone.now())
        work()
    receipts = [mail for mail in box.received if mail["To"] == SENDER]
    assert len(receipts) == 1
    assert suggestion.reference in str(receipts[0].get_content())
