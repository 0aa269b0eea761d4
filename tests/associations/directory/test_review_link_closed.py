"""A link that cannot be used says why, and a new one goes only to the address that we have."""

import logging
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from associations import models
from associations.directory.actions.review_links import send_asked_links
from casework.models import Mail
from tests.associations.directory.review_links import PURPOSE, link_to, shown, token_of
from tests.filled_forms import filled, form_of


@pytest.fixture
def link(chess: models.AssociationPage) -> str:
    return link_to(chess)


# ---------------------------------------------------------------- links that cannot be used


def test_a_link_is_used_once(visitor: Client, link: str) -> None:
    fields = shown(visitor, link)
    visitor.post(link, filled(fields, PURPOSE, seeks="Inget"))
    again = visitor.get(link)
    assert again.status_code == 410
    assert "Länken är redan använd" in again.content.decode()
    other = visitor.post(link, filled(fields, PURPOSE, seeks="Något annat"))
    assert other.status_code == 410
    assert models.EntrySuggestion.objects.count() == 1


def test_a_link_ends_after_thirty_days(visitor: Client, chess: models.AssociationPage) -> None:
    invitation = models.ReviewInvitation.issue(
        association=chess, sent_to="x", reminder=0, now=timezone.now()
    )[0]
    assert invitation.expires_at - invitation.created_at == timedelta(days=30)
    late = link_to(chess, expires_at=timezone.now() - timedelta(seconds=1))
    for answer in (visitor.get(late), visitor.post(late, {})):
        assert answer.status_code == 410
        assert "Länken har gått ut" in answer.content.decode()
        assert "/forening/ny-lank/" in answer.content.decode()


@pytest.mark.parametrize(
    "alter",
    [
        lambda token: token[:-1],
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
        lambda token: "x" + token,
        lambda token: "x",
        lambda token: "å" * 300,
        lambda token: signing.Signer(salt="other", sep=".").sign("abc"),
        lambda token: signing.Signer(salt="associations.review", sep=".").sign("never sent"),
    ],
)
def test_an_altered_link_says_so(visitor: Client, link: str, alter: object) -> None:
    answer = visitor.get(f"/forening/uppgifter/{alter(token_of(link))}/")  # type: ignore[operator]
    assert answer.status_code == 404
    assert "Länken stämmer inte" in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_link_to_an_entry_that_was_deleted_says_so(
    visitor: Client, link: str, chess: models.AssociationPage
) -> None:
    chess.delete()
    answer = visitor.get(link)
    assert answer.status_code == 410
    assert "Föreningen finns inte längre i registret" in answer.content.decode()


def test_no_log_holds_the_link(
    visitor: Client, chess: models.AssociationPage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    late = link_to(chess, expires_at=timezone.now())
    visitor.get(late)
    visitor.get(late + "x/")
    open_link = link_to(chess)
    visitor.post(open_link, {})
    told = "".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    assert "Refused: 410" in told
    assert "Refused: 422" in told
    assert token_of(late) not in told
    assert token_of(open_link) not in told


def test_the_link_itself_is_not_stored(link: str) -> None:
    rows = str(list(models.ReviewInvitation.objects.values()))
    assert token_of(link) not in rows


# ---------------------------------------------------------------- a new link


ASK = "/forening/ny-lank/"


def ask(visitor: Client, address: str) -> str:
    fields = form_of(visitor.get(ASK))
    answer = visitor.post(ASK, filled(fields, "associations.link", address=address))
    assert answer.status_code == 302
    return visitor.get(answer["Location"]).content.decode()


def test_a_new_link_goes_to_the_address_that_we_have(
    visitor: Client, chess: models.AssociationPage
) -> None:
    ask(visitor, "STYRELSEN@exempel.se ")
    mail = Mail.objects.get()
    assert mail.to == "styrelsen@exempel.se"
    link = next(line for line in mail.message.splitlines() if "/forening/uppgifter/" in line)
    path = link.removeprefix("http://127.0.0.1:8000")
    assert visitor.get(path).status_code == 200
    assert "Schackklubben" not in mail.subject


def test_the_answer_does_not_tell_which_addresses_we_have(
    visitor: Client, chess: models.AssociationPage
) -> None:
    assert ask(visitor, "styrelsen@exempel.se") == ask(visitor, "okand@exempel.se")
    assert Mail.objects.count() == 1


def test_who_asks_again_and_again_gets_one_link(chess: models.AssociationPage) -> None:
    now = timezone.now()
    for minutes in (0, 1, 59):
        send_asked_links(address=chess.review_email, now=now + timedelta(minutes=minutes))
    assert Mail.objects.count() == 1
    send_asked_links(address=chess.review_email, now=now + timedelta(minutes=61))
    assert Mail.objects.count() == 2


def test_nobody_gets_a_link_to_an_entry_that_is_not_published(
    chess: models.AssociationPage,
) -> None:
    chess.unpublish()
    assert send_asked_links(address=chess.review_email, now=timezone.now()) == 0
