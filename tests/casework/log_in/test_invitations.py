"""An account begins with an invitation: whoever gets it chooses the password, once, in time."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from casework.models import Mail
from core.logs.secret_addresses import without_tokens
from core.models import User
from core.staff.roles import Role
from tests.casework.log_in.conftest import PASSWORD, is_in, log_in

pytestmark = pytest.mark.django_db

CHOSEN = "en alldeles egen hemlighet"


@pytest.fixture
def inviter(owner: User) -> Client:
    browser = Client()
    browser.force_login(owner)
    return browser


@pytest.fixture
def invited(inviter: Client) -> User:
    sent = {
        "username": "cilla",
        "first_name": "Cilla",
        "last_name": "Öberg",
        "email": "cilla@exempel.se",
        "is_active": "on",
        "groups": [Group.objects.get(name=str(Role.EDITOR)).pk],
    }
    answer = inviter.post("/admin/users/new/", sent)
    assert is_in(answer), answer.context["form"].errors
    return User.objects.get(username="cilla")


def link() -> str:
    found = re.search(
        r"http://127.0.0.1:8000(/admin/inbjudan/\S+)", Mail.objects.latest("pk").message
    )
    assert found
    return found[1]


def choose(address: str, password: str = CHOSEN) -> str:
    browser = Client()
    shown = browser.get(address, follow=True)
    sent = {"new_password1": password, "new_password2": password}
    return browser.post(shown.redirect_chain[-1][0] if shown.redirect_chain else address, sent).url


def test_nobody_chooses_the_password_of_somebody_else(inviter: Client, invited: User) -> None:
    assert not invited.has_usable_password()
    for page in ("/admin/users/new/", f"/admin/users/edit/{invited.pk}/"):
        assert 'type="password"' not in inviter.get(page).text


def test_the_invited_chooses_a_password_and_gets_in(invited: User) -> None:
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("cilla@exempel.se", "Välkommen till Trygghetsportalen")
    assert "Hej Cilla Öberg!" in mail.message
    assert "i 7 dagar och bara en gång" in mail.message
    assert "Välkommen! Välj ditt lösenord" in Client().get(link(), follow=True).text
    assert choose(link()) == "/admin/login/"
    assert is_in(log_in(Client(), CHOSEN, name="cilla"))
    assert link() not in without_tokens(f'"GET {link()} HTTP/1.1"')


def test_a_link_is_good_once(invited: User) -> None:
    address = link()
    choose(address)
    again = Client().get(address, follow=True).text
    assert "Länken gäller inte längre" in again
    assert "new_password1" not in again


@pytest.mark.parametrize(("later", "good"), [(timedelta(days=6), True), (timedelta(days=8), False)])
def test_a_link_ends_after_some_days(
    invited: User, clock: time_machine.Traveller, later: timedelta, good: bool
) -> None:
    clock.shift(later)
    assert ("Välj ditt lösenord" in Client().get(link(), follow=True).text) == good


def test_a_weak_password_is_refused_in_swedish(invited: User) -> None:
    browser = Client()
    shown = browser.get(link(), follow=True)
    sent = {"new_password1": "kort", "new_password2": "kort"}
    told = browser.post(shown.redirect_chain[-1][0], sent).text
    assert "12 tecken" in told


def test_whoever_lost_the_mail_is_invited_again(
    inviter: Client, invited: User, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=30))
    address = f"/admin/inbjudan-igen/{invited.pk}/"
    inviter.force_login(User.objects.get(username="anna"))
    assert address in inviter.get("/admin/users/").text
    assert "cilla@exempel.se" in inviter.get(address).text
    assert Mail.objects.count() == 1
    inviter.post(address)
    assert Mail.objects.count() == 2
    choose(link())
    assert is_in(log_in(Client(), CHOSEN, name="cilla"))
    # Who has a password has ways of their own.
    inviter.post(address)
    assert Mail.objects.count() == 2
    assert address not in inviter.get("/admin/users/").text


def test_only_who_sees_to_accounts_invites(invited: User) -> None:
    stranger = User.objects.create_user("dag", email="dag@exempel.se", password=PASSWORD)
    stranger.groups.add(Group.objects.get(name=str(Role.EDITOR)))
    browser = Client()
    browser.force_login(stranger)
    answer = browser.post(f"/admin/inbjudan-igen/{invited.pk}/")
    assert answer.status_code in (302, 403)
    assert Client().post(f"/admin/inbjudan-igen/{invited.pk}/").status_code == 302
    assert Mail.objects.count() == 1
