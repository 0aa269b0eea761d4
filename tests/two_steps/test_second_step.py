"""The second step: who needs it, how it is set up, and that nobody guesses it or is locked out."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from casework.log_in.brakes import ATTEMPT
from casework.models import Mail
from core.models import User
from core.staff.roles import Role
from tests.two_steps.apps import SET_UP_APP, add_app, code_of
from tests.two_steps.conftest import CODE, HOME, PASSWORD, SET_UP, is_inside, log_in, person

# What is set up is told after the commit, to the session too.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CODES = "/admin/andra-steget/reservkoder/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """An app shows the same code for half a minute, and no code is good twice."""
    with time_machine.travel("2026-11-24T11:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def secret(handler: User, clock: time_machine.Traveller) -> str:
    """What the officer's app knows, set up at an earlier log-in."""
    browser = Client()
    log_in(browser, "hanna")
    secret, _answer = add_app(browser)
    clock.shift(timedelta(minutes=5))
    return secret


def test_whose_role_asks_for_it_comes_no_further_than_to_set_it_up(handler: User) -> None:
    browser = Client()
    log_in(browser, "hanna")
    led = browser.get("/admin/pages/")
    assert led.status_code == 302
    assert led.url == f"{SET_UP}?next=%2Fadmin%2Fpages%2F"
    page = browser.get(led.url).text
    assert "<h1>Logga in i två steg</h1>" in page
    assert SET_UP_APP in page
    assert 'href="/static/css/admin.css"' in page
    # Whatever it is, and however it is asked for.
    for way in ("/admin/account/", "/admin/users/", "/admin/images/", "/admin/reports/locked/"):
        assert browser.get(way).status_code == 302, way
    assert browser.post("/admin/account/", {"name": "x"}).status_code == 403
    assert browser.get("/admin/api/main/pages/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert browser.post("/admin/logout/").status_code == 302


def test_an_app_is_set_up_with_a_real_code_and_codes_in_reserve_are_shown(handler: User) -> None:
    browser = Client()
    log_in(browser, "hanna")
    wrong = browser.post(SET_UP_APP, {"code": "000000"})
    assert "Koden stämmer inte" in wrong.text
    _secret, answer = add_app(browser)
    assert (answer.status_code, answer.url) == (302, CODES)
    reserve = re.findall(r"<code>(\w+)</code>", browser.get(CODES).text)
    assert len(reserve) == 10
    assert is_inside(browser)
    mail = Mail.objects.get(to="hanna@example.se")
    assert "ny app eller nyckel" in mail.message


def test_then_a_password_alone_opens_nothing(handler: User, secret: str, front: object) -> None:
    browser = Client()
    answer = log_in(browser, "hanna", next="/admin/pages/")
    assert (answer.status_code, answer.url) == (302, CODE)
    assert browser.get(HOME).url.startswith("/admin/login/")
    page = browser.get(CODE).text
    assert "<h1>Logga in: andra steget</h1>" in page
    assert 'autocomplete="one-time-code"' in page
    inside = browser.post(CODE, {"code": f" {code_of(secret)[:3]} {code_of(secret)[3:]} "})
    assert (inside.status_code, inside.url) == (302, "/admin/pages/")
    assert is_inside(browser)


def test_no_code_is_good_twice(secret: str) -> None:
    first, second = Client(), Client()
    for browser in (first, second):
        log_in(browser, "hanna")
        browser.post(CODE, {"code": code_of(secret)})
    assert [is_inside(each) for each in (first, second)] == [True, False]


def test_a_code_in_reserve_lets_in_once_who_lost_the_telephone(handler: User, secret: str) -> None:
    codes = Authenticator.objects.get(user=handler, type="recovery_codes").wrap()
    (reserve, *_others) = codes.get_unused_codes()
    for let_in in (True, False):
        browser = Client()
        log_in(browser, "hanna")
        browser.post(CODE, {"code": reserve})
        assert is_inside(browser) == let_in


def test_guessing_codes_is_as_slow_as_guessing_passwords(
    secret: str, clock: time_machine.Traveller
) -> None:
    browser = Client()
    log_in(browser, "hanna")
    for _ in range(ATTEMPT.free):
        assert "Koden stämmer inte" in browser.post(CODE, {"code": "000000"}).text
    told = browser.post(CODE, {"code": code_of(secret)}).text
    assert "Det har blivit fel för många gånger. Vänta 1 minut." in told
    assert log_in(Client(), "hanna").status_code == 429
    # A new browser, or the right password once more, gives no new guesses.
    assert not is_inside(browser)
    clock.shift(timedelta(seconds=31))
    browser.post(CODE, {"code": code_of(secret)})
    assert is_inside(browser)


def test_a_device_is_known_only_after_the_second_step(secret: str) -> None:
    browser = Client()
    log_in(browser, "hanna")
    assert "device" not in browser.cookies
    browser.post(CODE, {"code": code_of(secret)})
    assert "device" in browser.cookies


def test_a_session_from_before_is_asked_for_the_second_step(
    handler: User, clock: time_machine.Traveller
) -> None:
    elsewhere = Client()
    elsewhere.force_login(handler)
    secret, _answer = add_app(_logged_in("hanna"))
    clock.shift(timedelta(minutes=5))
    led = elsewhere.get("/admin/pages/", follow=True)
    assert led.redirect_chain[-1][0].startswith("/admin/andra-steget/igen/kod/?next=")
    assert "Visa att det är du" in led.text
    answer = elsewhere.post(
        "/admin/andra-steget/igen/kod/", {"code": code_of(secret), "next": "/admin/pages/"}
    )
    assert answer.url == "/admin/pages/"
    assert is_inside(elsewhere)


def _logged_in(name: str) -> Client:
    browser = Client()
    log_in(browser, name)
    return browser


def test_other_roles_get_in_as_before_and_may_add_one(editor: User) -> None:
    browser = _logged_in("edit")
    assert is_inside(browser)
    add_app(browser)
    assert log_in(Client(), "edit").url == CODE


@pytest.mark.parametrize("roles", [(Role.EDITOR, Role.CASE_OFFICER), (Role.ADMINISTRATOR,), ()])
def test_one_role_that_asks_for_it_is_enough(roles: tuple[Role, ...], settings: Settings) -> None:
    person("pia", *roles, is_superuser=not roles)
    assert not is_inside(_logged_in("pia"))
    settings.SECOND_STEP_ROLES = []
    assert is_inside(_logged_in("pia"))


def test_before_a_restricted_page_the_password_alone_is_not_enough_either(secret: str) -> None:
    browser = Client()
    sent = {"username": "hanna", "password": PASSWORD, "next": "/"}
    answer = browser.post("/_util/login/", sent)
    assert answer.url == CODE
    assert "_auth_user_id" not in browser.session


def test_changing_the_second_step_asks_for_it_first(
    secret: str, clock: time_machine.Traveller
) -> None:
    browser = _logged_in("hanna")
    browser.post(CODE, {"code": code_of(secret)})
    clock.shift(timedelta(minutes=20))
    assert "/igen/kod/" in browser.get("/admin/andra-steget/app/ta-bort/").url
    sent = {"code": code_of(secret), "next": "/admin/andra-steget/app/ta-bort/"}
    assert browser.post("/admin/andra-steget/igen/kod/", sent).url == sent["next"]
    browser.post(sent["next"])
    assert not Authenticator.objects.exists()
    # What was taken away is asked for again.
    assert browser.get(HOME).status_code == 302 or is_inside(browser)
    assert "borttagen från kontot hanna" in Mail.objects.latest("pk").message


def test_an_administrator_takes_away_what_somebody_lost(handler: User, secret: str) -> None:
    call_command("forget_second_step", "hanna", verbosity=0)
    browser = _logged_in("hanna")
    assert browser.get(HOME).url.startswith(SET_UP)
    assert not Authenticator.objects.exists()


def test_nothing_of_allauth_is_routed_that_is_not_needed(front: object) -> None:
    names = {
        str(name)
        for name in get_resolver().reverse_dict
        if str(name).startswith(("account_", "socialaccount_"))
    }
    assert names == {"account_login", "account_inactive"}
    for way in ("/accounts/", "/accounts/signup/", "/admin/signup/", "/accounts/login/"):
        assert Client().get(way).status_code in (302, 404), way
        assert "password1" not in Client().get(way, follow=True).text


def test_a_reader_gets_no_cookie(front: object) -> None:
    answer = Client().get("/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_a_role_that_is_given_later_asks_from_then_on(editor: User) -> None:
    browser = _logged_in("edit")
    assert is_inside(browser)
    editor.groups.add(Group.objects.get(name=str(Role.CASE_OFFICER)))
    assert browser.get(HOME).url.startswith(SET_UP)
