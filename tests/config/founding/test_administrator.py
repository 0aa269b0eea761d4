"""The first administrator chooses the password, and is not written to twice by mistake."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from casework.models import Mail
from config.founding.administrator import see_to_administrator, who_can_log_in
from core.models import User

pytestmark = pytest.mark.django_db

ADDRESS = "anna.oberg@stad.se"
CHOSEN = "en alldeles egen hemlighet"


def ask(after: timedelta = timedelta(0)) -> str:
    # By the true time, which the log of invitations keeps.
    return see_to_administrator(ADDRESS, datetime.now(UTC) + after).said


def choose_password() -> None:
    found = re.search(
        r"http://127.0.0.1:8000(/admin/inbjudan/\S+)", Mail.objects.latest("pk").message
    )
    assert found
    browser = Client()
    shown = browser.get(found[1], follow=True)
    browser.post(shown.redirect_chain[-1][0], {"new_password1": CHOSEN, "new_password2": CHOSEN})


def test_whoever_is_invited_chooses_a_password_and_may_everything(visitor: Client) -> None:
    assert not who_can_log_in().is_well
    assert "is invited" in ask()
    assert who_can_log_in().is_well
    assert Mail.objects.get().to == ADDRESS
    assert not User.objects.get().has_usable_password()
    choose_password()
    assert visitor.login(username=ADDRESS, password=CHOSEN)
    assert visitor.get("/admin/users/").status_code == 200


def test_asked_again_at_once_nothing_is_sent_and_later_another_link() -> None:
    ask()
    assert "was invited at" in ask()
    assert Mail.objects.count() == 1
    assert "is invited again" in ask(timedelta(hours=2))
    assert Mail.objects.count() == 2
    assert User.objects.count() == 1


def test_who_has_a_password_is_left_in_peace() -> None:
    ask()
    choose_password()
    assert "has chosen a password" in ask(timedelta(days=1))
    assert "has chosen a password" in see_to_administrator(ADDRESS.upper(), datetime.now(UTC)).said
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("given", [{}, {"is_superuser": True, "is_active": False}])
def test_an_account_of_another_kind_gets_no_right(given: dict[str, bool]) -> None:
    User.objects.create_user("anna", email=ADDRESS, password=CHOSEN, **given)
    told = see_to_administrator(ADDRESS, datetime.now(UTC))
    assert not told.is_well
    account = User.objects.get()
    assert (account.is_superuser and account.is_active) is False
    assert not Mail.objects.exists()
