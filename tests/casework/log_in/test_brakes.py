"""Passwords cannot be guessed, and nobody keeps an owner out by guessing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from casework.log_in import upkeep
from casework.log_in.brakes import ATTEMPT, NAME, SENDER
from casework.models import LogInBrake
from casework.records.retention import rule
from core.models import User
from tests.casework.log_in.conftest import PASSWORD, guess, is_in, log_in

pytestmark = pytest.mark.django_db


def at_the_door(browser: Client, sent: dict[str, str]) -> Any:
    """As a browser does: what the admin alone may see is not sent to the public log-in."""
    held = dict(browser.cookies)
    for name, cookie in held.items():
        if not "/_util/login/".startswith(cookie["path"]):
            del browser.cookies[name]
    answer = browser.post("/_util/login/", sent, REMOTE_ADDR="203.0.113.9")
    for name, cookie in held.items():
        browser.cookies.setdefault(name, cookie)
    return answer


def test_delays_grow_to_an_end() -> None:
    told = [ATTEMPT.delay(failures).total_seconds() for failures in (0, 4, 5, 6, 7, 11, 12, 500)]
    assert told == [0, 0, 30, 60, 120, 1920, 3600, 3600]


def test_after_some_wrong_passwords_one_waits_longer_each_time(
    owner: User, clock: time_machine.Traveller
) -> None:
    assert guess(5) == [200, 200, 200, 200, 429]
    locked = log_in(Client(), PASSWORD)
    assert (locked.status_code, locked["Retry-After"]) == (429, "30")
    clock.shift(timedelta(seconds=31))
    assert log_in(Client(), "fel")["Retry-After"] == "60"
    # Trying meanwhile makes nobody wait longer.
    assert guess(10) == [429] * 10
    clock.shift(timedelta(seconds=61))
    assert is_in(log_in(Client(), PASSWORD))
    assert guess(4) == [200] * 4


def test_the_page_is_ours_and_swedish(owner: User) -> None:
    guess(4)
    page = log_in(Client(), "fel")
    assert "<h1>Vänta innan du försöker logga in igen</h1>" in page.text
    assert "Om 1 minut kan du försöka igen." in page.text
    assert page["Cache-Control"] == "no-store"
    assert "/admin/password_reset/" in page.text


def test_wrong_passwords_elsewhere_lock_nobody_out(owner: User) -> None:
    assert guess(8)[-1] == 429
    assert is_in(log_in(Client(), PASSWORD, address="198.51.100.7"))


def test_changing_addresses_does_not_help_guessing(
    owner: User, clock: time_machine.Traveller
) -> None:
    tried = 0
    for n in range(400):
        tried += guess(1, address=f"10.0.{n // 250}.{n % 250}") == [200]
        clock.shift(timedelta(seconds=30))
    # In more than three hours: those that are free, and then four an hour.
    assert tried < NAME.free + 20
    assert log_in(Client(), PASSWORD, address="203.0.113.9").status_code == 429


@pytest.mark.parametrize("address", ["192.0.2.1", "203.0.113.9"])
def test_the_owner_gets_in_from_a_device_that_has_logged_in_before(
    owner: User, clock: time_machine.Traveller, address: str
) -> None:
    device = Client()
    assert is_in(log_in(device, PASSWORD))
    device.post("/admin/logout/")
    clock.shift(timedelta(days=1))
    for n in range(NAME.free + 5):
        guess(1, address="192.0.2.1" if n < 10 else f"10.0.0.{n}")
    assert log_in(Client(), PASSWORD, address=address).status_code == 429
    assert is_in(log_in(device, PASSWORD, address=address))


def test_a_known_device_is_slowed_down_too_and_knows_its_own_names_only(owner: User) -> None:
    User.objects.create_superuser("bo", email="bo@exempel.se", password=PASSWORD)
    device = Client()
    log_in(device, PASSWORD)
    device.post("/admin/logout/")
    assert [log_in(device, "fel").status_code for _ in range(5)][-1] == 429
    guess(NAME.free, address="192.0.2.1", name="bo")
    assert log_in(device, PASSWORD, name="bo").status_code == 429


def test_the_cookie_of_a_device_goes_wherever_one_logs_in_and_no_reader_has_it(owner: User) -> None:
    device = Client()
    log_in(device, PASSWORD)
    cookie = device.cookies["device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/", True, "Lax")
    assert "anna" not in cookie.value
    reader = Client()
    reader.get("/")
    assert not reader.cookies


def test_the_owner_gets_in_at_the_public_log_in_and_forgets_no_colleague(owner: User) -> None:
    User.objects.create_superuser("bo", email="bo@exempel.se", password=PASSWORD)
    device = Client()
    for name in ("anna", "bo"):
        sent = {"username": name, "password": PASSWORD}
        assert is_in(at_the_door(device, sent))
        device.post("/admin/logout/")
    for n in range(NAME.free + 5):
        guess(1, address=f"10.0.0.{n}")
    assert at_the_door(Client(), {"username": "anna", "password": PASSWORD}).status_code == 429
    assert is_in(at_the_door(device, {"username": "anna", "password": PASSWORD}))
    device.post("/admin/logout/")
    assert is_in(log_in(device, PASSWORD, address="203.0.113.9"))


@pytest.mark.parametrize("written", ["anna", "Anna", " ANNA ", "\uff41\uff4e\uff4e\uff41"])
def test_a_name_is_the_same_however_it_is_written(owner: User, written: str) -> None:
    guess(4)
    assert log_in(Client(), "fel", name=written).status_code == 429


def test_ipv6_counts_as_one_network(owner: User) -> None:
    for n in range(5):
        answer = log_in(Client(), "fel", address=f"2001:db8:0:1::{n + 1:x}")
    assert answer.status_code == 429
    assert is_in(log_in(Client(), PASSWORD, address="2001:db8:0:2::1"))
    assert AccessLog.objects.get().ip_address == "2001:db8:0:2::"


def test_the_sender_is_who_our_proxies_say(owner: User, settings: Settings) -> None:
    def wrong(told: str) -> int:
        sent = {"username": "anna", "password": "fel"}
        header = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": told}
        return Client().post("/admin/login/", sent, **header).status_code

    assert [wrong(f"192.0.2.{n}") for n in range(5)][-1] == 429
    settings.TRUSTED_PROXY_COUNT = 1
    assert [wrong(f"192.0.2.{n}") for n in range(5)][-1] == 200


def test_many_names_from_one_sender_are_slowed_down(owner: User) -> None:
    answers = [guess(1, name=f"namn{n}")[0] for n in range(SENDER.free + 1)]
    assert answers[: SENDER.free - 1] == [200] * (SENDER.free - 1)
    assert answers[-1] == 429
    assert is_in(log_in(Client(), PASSWORD, address="198.51.100.7"))


def test_nothing_that_was_typed_is_kept_and_counters_go_after_a_day(
    owner: User, clock: time_machine.Traveller
) -> None:
    guess(3, name="hemligt-lösenord-i-fel-fält")
    kept = [str(value) for row in LogInBrake.objects.values_list() for value in row]
    assert not any("hemligt" in value or "192.0.2" in value for value in kept)
    assert not AccessAttempt.objects.exists()
    log_in(Client(), PASSWORD)
    clock.shift(timedelta(days=91))
    upkeep.forget_failures(rule("log_in.failure"), timezone.now())
    upkeep.forget_log(rule("log_in.log"), timezone.now())
    assert not LogInBrake.objects.exists()
    assert not AccessLog.objects.exists()
