"""A forgotten password: nobody learns who has an account, and nobody's mailbox is a target."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.log_in.password_reset import LIMIT, answer_requests
from casework.models import Dispatch, Mail, PasswordResetRequest
from core.logs.secret_addresses import without_tokens
from core.models import User

pytestmark = pytest.mark.django_db


def ask(address: str, sender: str = "192.0.2.1") -> tuple[int, str, list[str]]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = Client().post(
            "/admin/password_reset/", {"email": address}, REMOTE_ADDR=sender, follow=False
        )
    queries = [re.sub(r"'[^']*'|\d+", "…", query["sql"]) for query in asked.captured_queries]
    return answer.status_code, answer.get("Location", ""), queries


def test_known_and_unknown_addresses_cost_and_answer_the_same(owner: User) -> None:
    ask("varm@exempel.se", "198.51.100.1")
    known, unknown = ask("anna@exempel.se", "198.51.100.2"), ask("ingen@exempel.se", "192.0.2.9")
    assert known == unknown
    assert not Mail.objects.exists()


def test_the_link_comes_through_the_outbox_and_chooses_a_password_once(owner: User) -> None:
    ask("ANNA@exempel.se")
    assert answer_requests(timezone.now()) == 1
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("anna@exempel.se", "Nytt lösenord till Trygghetsportalen")
    assert Dispatch.objects.get().mail == mail
    found = re.search(r"http://127.0.0.1:8000(/admin/password_reset/confirm/\S+)", mail.message)
    assert found
    browser = Client()
    form = browser.get(found[1], follow=True)
    chosen = {"new_password1": "en ny lång hemlighet", "new_password2": "en ny lång hemlighet"}
    browser.post(form.redirect_chain[-1][0], chosen)
    owner.refresh_from_db()
    assert owner.check_password("en ny lång hemlighet")
    assert found[1] not in without_tokens(f'"GET {found[1]} HTTP/1.1"')
    # The address is not kept beside the mail.
    assert PasswordResetRequest.objects.get().address == ""


def test_nobody_without_an_account_gets_mail(owner: User) -> None:
    User.objects.create_user("bo", email="bo@exempel.se", password="x", is_active=False)
    for address in ("ingen@exempel.se", "bo@exempel.se"):
        ask(address)
    assert answer_requests(timezone.now()) == 0
    assert not Mail.objects.exists()


def test_three_mails_an_hour_for_an_address(owner: User, clock: time_machine.Traveller) -> None:
    for n in range(6):
        assert ask("anna@exempel.se", f"192.0.2.{n}")[0] == 302
        answer_requests(timezone.now())
        clock.shift(timedelta(minutes=9))
    assert Mail.objects.count() == 3
    clock.shift(timedelta(minutes=30))
    ask("anna@exempel.se", "192.0.2.77")
    answer_requests(timezone.now())
    assert Mail.objects.count() == 4


def test_one_sender_cannot_fill_the_table(owner: User) -> None:
    for n in range(LIMIT.most + 5):
        assert ask(f"a{n}@exempel.se")[0] == 302
    assert PasswordResetRequest.objects.count() == LIMIT.most


def test_what_was_asked_is_forgotten(owner: User, clock: time_machine.Traveller) -> None:
    ask("ingen@exempel.se")
    answer_requests(timezone.now())
    clock.shift(timedelta(hours=1, minutes=1))
    answer_requests(timezone.now())
    assert not PasswordResetRequest.objects.exists()
