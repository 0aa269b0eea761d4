"""Staff are logged out after a day's work, and when they have gone away; passwords are long."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from home.models import HomePage
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def is_in(browser: Client) -> bool:
    return browser.get("/admin/").status_code == 200


@pytest.fixture
def browser(front: HomePage) -> Client:
    return Client()


def test_a_session_ends_when_nobody_has_used_it_for_an_hour(browser: Client) -> None:
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        browser.force_login(UserFactory(is_superuser=True))
        for _ in range(3):
            clock.shift(timedelta(minutes=59))
            assert is_in(browser)
        clock.shift(timedelta(minutes=61))
        assert not is_in(browser)


def test_a_session_ends_eight_hours_after_the_log_in_however_busy(browser: Client) -> None:
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        browser.force_login(UserFactory(is_superuser=True))
        for _ in range(15):
            clock.shift(timedelta(minutes=30))
            assert is_in(browser)
        clock.shift(timedelta(minutes=31))
        assert not is_in(browser)


def test_settings_say_how_long(browser: Client, settings: Settings) -> None:
    settings.SESSION_IDLE_MINUTES = 5
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        browser.force_login(UserFactory(is_superuser=True))
        clock.shift(timedelta(minutes=6))
        assert not is_in(browser)


def test_reading_a_public_page_does_not_write_to_the_session(
    browser: Client, front: HomePage, django_assert_num_queries: object
) -> None:
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        browser.force_login(UserFactory(is_superuser=True))
        clock.shift(timedelta(minutes=30))
        assert "sessionid" not in browser.get("/").cookies


@pytest.mark.parametrize(("password", "is_taken"), [("elva tecken", False), ("tolv tecken!", True)])
def test_passwords_have_twelve_characters(password: str, is_taken: bool) -> None:
    try:
        validate_password(password)
    except ValidationError:
        assert not is_taken
    else:
        assert is_taken
