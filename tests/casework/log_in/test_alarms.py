"""Administrators are told when somebody guesses at an account."""

import pytest
from django.test import Client
from django.utils import timezone

from casework.log_in.alarms import tell_administrators
from casework.log_in.brakes import NAME
from casework.models import Mail
from core.models import User
from tests.casework.log_in.conftest import PASSWORD, guess, log_in

pytestmark = pytest.mark.django_db


def siege(name: str) -> None:
    for n in range(NAME.free):
        guess(1, address=f"10.0.0.{n}", name=name)


def test_administrators_are_told_once_by_mail_and_in_the_admin(owner: User) -> None:
    User.objects.create_user("bo", email="bo@exempel.se", password=PASSWORD)
    siege("bo")
    assert [tell_administrators(timezone.now()) for _ in range(2)] == [1, 0]
    mail = Mail.objects.get()
    assert mail.to == "anna@exempel.se"
    assert "kontot bo: minst 20 felaktiga försök" in mail.message
    assert "bo" not in mail.subject.split()
    browser = Client()
    log_in(browser, PASSWORD, address="203.0.113.5")
    assert "bo: 20 felaktiga försök det senaste dygnet" in browser.get("/admin/").text


def test_a_name_that_nobody_has_is_no_news(owner: User) -> None:
    siege("root")
    assert tell_administrators(timezone.now()) == 0
    assert not Mail.objects.exists()
