"""Nobody's mailbox is a target: mail that anybody can cause has a budget."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from casework.mail.admin.unconfirmed_alarm import tell_administrators
from casework.mail.outbox import queue_unconfirmed_mail
from casework.mail.unconfirmed import may_be_mailed
from casework.models import Dispatch, Mail, RateCount
from casework.worker import frequent
from core.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def queue(to: str, event: str, now: datetime = NOW) -> bool:
    with transaction.atomic():
        return queue_unconfirmed_mail(
            to=to,
            template="casework/mail/unconfirmed_alarm",
            context={"most": 1},
            reference="",
            event=event,
            now=now,
        )


def test_one_address_gets_three_a_day_however_it_is_written() -> None:
    written = ("anna@exempel.se", "Anna@exempel.se", " ANNA@EXEMPEL.SE ", "anna@exempel.se")
    got = [queue(to.strip(), f"e{number}") for number, to in enumerate(written)]
    assert got == [True, True, True, False]
    assert Mail.objects.count() == Dispatch.objects.count() == 3
    assert queue("bo@exempel.se", "e1")
    assert queue("anna@exempel.se", "e9", NOW + timedelta(days=1))


def test_what_has_been_told_costs_nothing() -> None:
    assert [queue("anna@exempel.se", "e") for _ in range(9)] == [True] * 9
    assert Mail.objects.count() == 1
    assert [queue("anna@exempel.se", f"e{number}") for number in range(3)] == [True, True, False]


def test_the_address_stands_nowhere_but_in_the_mail() -> None:
    queue("anna@exempel.se", "e")
    kept = str(list(RateCount.objects.values())) + str(list(Dispatch.objects.values()))
    assert "anna" not in kept


def test_all_together_get_so_many_an_hour_and_that_costs_nobody_their_share(settings: Any) -> None:
    settings.UNCONFIRMED_MAILS_PER_HOUR = 4
    assert [queue(f"{who}@exempel.se", "e") for who in "abcd"] == [True] * 4
    for number in range(5):
        assert not queue("anna@exempel.se", f"e{number}")
        assert not may_be_mailed("anna@exempel.se", NOW)
    later = NOW + timedelta(hours=1)
    got = [queue("anna@exempel.se", f"e{number}", later) for number in range(4)]
    assert got == [True, True, True, False]


def test_who_fills_one_mailbox_uses_up_nothing_of_others(settings: Any) -> None:
    settings.UNCONFIRMED_MAILS_PER_HOUR = 4
    for number in range(20):
        queue("anna@exempel.se", f"e{number}")
    assert queue("bo@exempel.se", "e")


def test_administrators_are_told_once_a_day_by_mail_and_in_the_admin(settings: Any) -> None:
    settings.UNCONFIRMED_MAILS_PER_HOUR = 2
    User.objects.create_superuser("anna", email="anna@exempel.se", password="x" * 12)
    now = timezone.now()
    assert tell_administrators(now) == 0
    for who in "ab":
        queue(f"{who}@exempel.se", "e", now)
    frequent.do_all(now)
    assert tell_administrators(now) == 0
    mail = Mail.objects.get(to="anna@exempel.se")
    assert mail.subject == "Portalens formulär har skickat ovanligt många brev"
    assert "högst 2 brev i timmen" in mail.message
    browser = Client()
    browser.force_login(User.objects.get())
    assert "Formulären har skickat ovanligt många brev" in browser.get("/admin/").text
