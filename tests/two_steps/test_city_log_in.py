"""The city's own log-in, by a real provider: the whole conversation over HTTP."""

import re
from collections.abc import Iterator
from typing import Any

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings
from wagtail.models import ModelLogEntry

from core.models import User
from core.staff.roles import Role
from tests.two_steps.conftest import is_inside, log_in, person

pytestmark = pytest.mark.django_db

START = "/admin/inloggning/stad/"
ROLES = {"SG-Trygghet-H": str(Role.CASE_OFFICER), "SG-Trygghet-R": str(Role.EDITOR)}


class Provider:
    """A provider, and what it says of people."""

    def __init__(self, address: str) -> None:
        self.address = address

    def says(self, sub: str, *groups: str, **claims: Any) -> None:
        told = {
            "name": "Karin Ek",
            "preferred_username": "karin.ek",
            "email": "karin@stad.example",
            "email_verified": True,
            "groups": list(groups),
            **claims,
        }
        sent = requests.put(f"{self.address}/users/{sub}", json=told, timeout=10)
        assert sent.ok, sent.text

    def log_in(self, browser: Client, sub: str = "karin", start: str = START) -> Any:
        """What a person does: follow the link, log in there, come back."""
        there = browser.get(start)
        assert there.status_code == 302, there.text
        asked = requests.get(there.url, timeout=10)
        assert asked.ok
        assert "code_challenge=" in there.url
        done = requests.post(there.url, data={"sub": sub}, allow_redirects=False, timeout=10)
        back = done.headers["Location"]
        assert back.startswith(f"http://testserver{START}klar/?")
        return browser.get(back.removeprefix("http://testserver"))


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with oidc_provider_mock.run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        app = {
            "provider_id": "stad",
            "name": "Logga in med stadens konto",
            "client_id": "portalen",
            "secret": "hemlig",
            "settings": {"server_url": address, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        settings.OIDC_ROLES, settings.OIDC_HAS_SECOND_STEP = ROLES, True
        yield Provider(address)


def roles(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_the_log_in_page_offers_it(provider: Provider, front: object) -> None:
    page = Client().get("/admin/login/").text
    assert "Logga in med stadens konto" in page
    assert f'href="{START}?next=' in page


def test_somebody_new_gets_an_account_with_the_roles_of_their_groups(provider: Provider) -> None:
    provider.says("karin", "SG-Trygghet-H", "SG-Annat")
    browser = Client()
    answer = provider.log_in(browser, start=f"{START}?next=/admin/pages/")
    assert (answer.status_code, answer.url) == (302, "/admin/pages/")
    assert is_inside(browser)
    user = User.objects.get(username="karin.ek")
    assert (user.email, user.get_full_name()) == ("karin@stad.example", "Karin Ek")
    assert roles(user) == {str(Role.CASE_OFFICER)}
    assert not user.has_usable_password()
    assert "device" in browser.cookies
    # What the provider told is used, and not kept.
    assert SocialAccount.objects.get().extra_data == {}
    assert log_in(Client(), "karin.ek", "").status_code == 200


def test_roles_follow_the_groups_at_each_log_in(provider: Provider) -> None:
    provider.says("karin", "SG-Trygghet-H")
    provider.log_in(Client())
    user = User.objects.get(username="karin.ek")
    own = Group.objects.create(name="Egen grupp")
    user.groups.add(own)
    provider.says("karin", "SG-Trygghet-R")
    provider.log_in(Client())
    assert roles(user) == {str(Role.EDITOR), "Egen grupp"}
    told = ModelLogEntry.objects.filter(action="casework.roles_from_city").latest("pk")
    assert told.data == {"taken": [str(Role.CASE_OFFICER)], "given": [str(Role.EDITOR)]}


def test_nobody_without_a_mapped_group_gets_in(provider: Provider) -> None:
    provider.says("karin", "SG-Annat")
    browser = Client()
    answer = provider.log_in(browser)
    assert answer.status_code == 403
    assert "Du har ingen roll här än" in answer.text
    assert "Be din chef" in answer.text
    assert not User.objects.filter(username="karin.ek").exists()
    assert not is_inside(browser)


def test_the_last_role_taken_away_there_is_taken_away_here(provider: Provider) -> None:
    provider.says("karin", "SG-Trygghet-H")
    elsewhere = Client()
    provider.log_in(elsewhere)
    provider.says("karin")
    assert provider.log_in(Client()).status_code == 403
    assert roles(User.objects.get(username="karin.ek")) == set()
    assert not is_inside(elsewhere)


def test_a_verified_address_finds_its_account_and_ends_its_password(provider: Provider) -> None:
    invited = person("gammal", Role.EDITOR)
    invited.email = "Karin@stad.example"
    invited.save()
    provider.says("karin", "SG-Trygghet-H")
    assert provider.log_in(Client()).status_code == 302
    invited.refresh_from_db()
    assert roles(invited) == {str(Role.CASE_OFFICER)}
    assert User.objects.filter(email__iexact="karin@stad.example").count() == 1
    # Whoever wrote this address into an account of their own has lost it.
    assert log_in(Client(), "gammal").status_code == 200


def test_an_address_that_nobody_verified_finds_no_account(provider: Provider) -> None:
    taken = person("gammal", Role.EDITOR)
    taken.email = "karin@stad.example"
    taken.save()
    provider.says("karin", "SG-Trygghet-H", email_verified=False)
    answer = provider.log_in(Client())
    assert answer.status_code == 403
    assert "Det finns redan ett konto med din e-postadress" in answer.text
    assert roles(taken) == {str(Role.EDITOR)}
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("why", ["full rights", "two accounts"])
def test_an_address_alone_gives_no_full_rights_and_is_nobodys_when_two_have_it(
    provider: Provider, why: str
) -> None:
    for n in range(1 + (why == "two accounts")):
        person(f"gammal{n}", email="karin@stad.example", is_superuser=why == "full rights")
    provider.says("karin", "SG-Trygghet-H")
    browser = Client()
    assert "Det finns redan ett konto" in provider.log_in(browser).text
    assert not is_inside(browser)


def test_a_deactivated_account_stays_closed(provider: Provider) -> None:
    provider.says("karin", "SG-Trygghet-H")
    provider.log_in(Client())
    User.objects.filter(username="karin.ek").update(is_active=False)
    browser = Client()
    answer = provider.log_in(browser)
    assert "Kontot är inaktiverat" in browser.get(answer.url).text
    assert not is_inside(browser)


def test_a_provider_that_asks_for_no_second_step_leaves_it_to_us(
    provider: Provider, settings: Settings
) -> None:
    settings.OIDC_HAS_SECOND_STEP = False
    provider.says("karin", "SG-Trygghet-H")
    browser = Client()
    provider.log_in(browser)
    assert browser.get("/admin/").url.startswith("/admin/andra-steget/")


def test_an_answer_that_nobody_asked_for_is_refused(provider: Provider) -> None:
    for way in ("klar/?code=x&state=y", "klar/?error=access_denied&state=y", "klar/"):
        answer = Client().get(f"{START}{way}")
        assert answer.status_code in (400, 403), way
        assert "Det gick inte att logga in" in answer.text
    assert Client().get("/admin/inloggning/annan/").status_code == 404


def test_a_provider_that_does_not_answer_is_told_kindly(settings: Settings, front: object) -> None:
    app = {
        "provider_id": "stad",
        "name": "Staden",
        "client_id": "x",
        "secret": "y",
        "settings": {"server_url": "http://127.0.0.1:9"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    answer = Client().get(START)
    assert answer.status_code == 503
    assert "Stadens inloggning svarar inte" in answer.text
    assert re.search(r'href="/admin/login/"', answer.text)
