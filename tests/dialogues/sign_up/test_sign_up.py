"""Anybody signs up for a dialogue; what the portal answers tells nobody who comes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from casework.models import Enclosure, Mail
from casework.public_forms.rate_limits import RateLimit
from dialogues import models
from dialogues.sign_up.views import sign_up as view
from tests.dialogues.taking_part import (
    LINK,
    PURPOSE,
    come,
    form_address,
    my_address,
    ready,
    send,
    walk_in,
)
from tests.factories.dialogues import DialogueFactory
from tests.filled_forms import filled


@pytest.fixture
def walk(index: models.DialogueIndexPage) -> models.DialoguePage:
    return walk_in(index)


def _without_tokens(receipt: Any) -> str:
    assert receipt.status_code == 200
    return re.sub(r"/dialog/anmald/[^/]+/", "", receipt.content.decode())


def only_mail() -> Mail:
    return Mail.objects.get()


def test_a_resident_signs_up_and_the_link_goes_to_the_address_alone(
    visitor: Client, walk: models.DialoguePage
) -> None:
    shown = visitor.get(form_address(walk))
    assert shown["Cache-Control"] == "private, no-store"
    page = shown.content.decode()
    assert "Några platser kvar." in page
    assert "men inte varför" in page
    button = page.index('<button class="button" type="submit">')
    assert page.index("artikel 6.1 e") < button
    assert page.index("30 dagar efter dialogen") < button

    answer = send(visitor, walk, email=" Åsa@Exempel.se ".replace("Å", "a"), people=2, needs="Tolk")
    registration = models.Registration.objects.get()
    assert registration.seat == models.Seat.SEATED
    assert (registration.people, registration.needs, registration.is_digital) == (2, "Tolk", False)
    assert answer.status_code == 302
    receipt = visitor.get(answer["Location"])
    assert receipt["Referrer-Policy"] == "no-referrer"
    assert "no-store" in receipt["Cache-Control"]
    told = answer["Location"] + receipt.content.decode()
    for secret in (registration.token, registration.link_key, "Exempel.se", "Åsa"):
        assert secret not in told
    # A mistyped address is seen, on the page and nowhere else.
    assert "asa@exempel.se" in receipt.content.decode()
    assert "exempel" not in answer["Location"]
    assert "Bekräfta för att få din plats" in receipt.content.decode()

    mail = only_mail()
    assert mail.to == registration.email
    assert mail.subject == "Bekräfta din anmälan i Trygghetsportalen"
    assert "Vi håller en plats åt dig" in mail.message
    assert my_address(registration) in mail.message
    assert walk.url in mail.message
    assert "2 personer" in mail.message
    # Needs can tell of somebody's health; they are on the personal page, not in a mail.
    assert "Tolk" not in mail.message
    # What may come to nothing belongs in no calendar.
    assert not Enclosure.objects.exists()
    for text in (LINK, "kod-4711"):
        assert text not in mail.message


def test_where_seats_are_not_limited_nothing_needs_to_be_confirmed(
    visitor: Client, index: models.DialogueIndexPage
) -> None:
    open_to_all = walk_in(index, capacity=None)
    receipt = visitor.get(send(visitor, open_to_all)["Location"]).content.decode()
    assert "Du är anmäld" in receipt
    assert "Du behöver inte bekräfta något." in receipt
    mail = only_mail()
    assert mail.subject == "Din anmälan i Trygghetsportalen"
    assert "Du är anmäld och har plats." in mail.message
    entry = Enclosure.objects.get(mail=mail)
    assert entry.name == "dialog.ics"
    assert "BEGIN:VEVENT" in entry.content
    for text in (mail.message, entry.content):
        assert LINK not in text
        assert "kod-4711" not in text
    assert (models.Registration.objects.get().holds_until) is None


def test_the_same_address_twice_is_one_registration_and_one_answer(
    visitor: Client, walk: models.DialoguePage
) -> None:
    models.DialoguePage.objects.filter(pk=walk.pk).update(capacity=20)
    first = send(visitor, walk)
    known = models.Registration.objects.get()
    # Pressing twice sends nothing more.
    again = send(visitor, walk)
    assert Mail.objects.count() == 1
    # Somebody else with that address, days later, learns nothing and changes nothing.
    long_ago = timezone.now() - timedelta(days=2)
    models.Registration.objects.update(registered_at=long_ago)
    stranger = Client()
    third = send(stranger, walk, name="Någon annan", email="ASA@exempel.se", people=2)
    assert {answer.status_code for answer in (first, again, third)} == {302}
    said = {_without_tokens(visitor.get(answer["Location"])) for answer in (first, again, third)}
    assert len(said) == 1
    known.refresh_from_db()
    assert (known.name, known.people) == ("Åsa Öberg", 1)
    # The address itself is told once more, at most once a day.
    send(stranger, walk, email="asa@exempel.se")
    assert models.Registration.objects.count() == 1
    assert [mail.to for mail in Mail.objects.all()] == ["asa@exempel.se"] * 2
    assert my_address(known) in Mail.objects.latest("pk").message


def test_whoever_is_late_is_told_of_the_line_before_sending(
    visitor: Client, walk: models.DialoguePage
) -> None:
    come(walk, "first", people=2)
    page = visitor.get(form_address(walk)).content.decode()
    assert "Anmäler du dig nu ställs du i kö" in page
    assert "Digitalt finns det plats för alla." in page
    send(visitor, walk, email="late@exempel.se")
    late = Mail.objects.get(to="late@exempel.se")
    assert "Bekräftar du i tid står du i kö" in late.message
    send(visitor, walk, email="home@exempel.se", way="digitalt")
    assert "deltar digitalt" in Mail.objects.get(to="home@exempel.se").message


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "Skriv ditt namn"),
        ({"email": "inte en adress"}, "Skriv e-postadressen så här"),
        ({"people": "3"}, "Det finns bara 2 platser."),
        ({"people": "11"}, "Ni kan vara högst tio"),
        ({"people": "0"}, "Ni måste vara minst en"),
        ({"people": "två"}, "Skriv hur många ni är med siffror"),
        ({"way": None}, "Välj hur du vill delta"),
        ({"needs": "Jag heter 811228-9874"}, "Ta bort personnumret"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    visitor: Client, walk: models.DialoguePage, changes: dict[str, Any], told: str
) -> None:
    answer = send(visitor, walk, **{"needs": "Hörslinga", **changes})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert changes.get("needs", "Hörslinga") in page
    assert not models.Registration.objects.exists()


def test_a_big_party_may_come_digitally_though_the_room_is_small(
    visitor: Client, walk: models.DialoguePage
) -> None:
    assert send(visitor, walk, people=8, way="digitalt").status_code == 302


def test_a_dialogue_with_one_way_does_not_ask_for_it(
    visitor: Client, index: models.DialogueIndexPage
) -> None:
    online = DialogueFactory(
        parent=index, with_sign_up=True, capacity=1, form=models.DialogueForm.ONLINE
    )
    assert 'name="way"' not in visitor.get(form_address(online)).content.decode()
    for address in ("a@exempel.se", "b@exempel.se"):
        send(visitor, online, email=address)
    assert set(models.Registration.objects.values_list("is_digital", "seat")) == {(True, "SEATED")}


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({"sign_up": models.SignUp.NONE}, 200, "Du behöver inte anmäla dig"),
        ({"undated": True}, 200, "Datumet är inte bestämt"),
        ({"cancelled": True}, 410, "Dialogen är inställd"),
        ({"postponed": True}, 200, "Dialogen är uppskjuten"),
        ({"held": True}, 410, "Dialogen har redan börjat"),
        ({"live_now": True}, 410, "Dialogen har redan börjat"),
        (
            {"sign_up_closes_at": timezone.now() - timedelta(minutes=1)},
            410,
            "Anmälan är stängd",
        ),
    ],
)
def test_when_nobody_can_sign_up_the_page_says_why(
    visitor: Client,
    index: models.DialogueIndexPage,
    walk: models.DialoguePage,
    given: dict[str, Any],
    status: int,
    told: str,
) -> None:
    closed = DialogueFactory(parent=index, **{"with_sign_up": True, **given})
    sent = ready(visitor, walk)
    for answer in (visitor.get(form_address(closed)), visitor.post(form_address(closed), sent)):
        assert answer.status_code == status
        assert told in answer.content.decode()
        assert closed.url in answer.content.decode()
    assert not models.Registration.objects.exists()


def test_it_closes_for_whoever_has_the_form_open(
    visitor: Client, walk: models.DialoguePage
) -> None:
    sent = ready(visitor, walk)
    models.DialoguePage.objects.filter(pk=walk.pk).update(is_cancelled=True)
    answer = visitor.post(form_address(walk), sent)
    assert answer.status_code == 410
    assert "Dialogen är inställd" in answer.content.decode()


def test_what_nobody_may_read_has_no_form(
    visitor: Client, index: models.DialogueIndexPage, walk: models.DialoguePage
) -> None:
    draft = DialogueFactory(parent=index, with_sign_up=True, publish=False)
    PageViewRestriction.objects.create(page=walk, restriction_type="login")
    for path in (form_address(draft), form_address(walk), "/dialog/987654/anmal/"):
        assert visitor.get(path).status_code == 404
        assert visitor.post(path, {"name": "x"}).status_code == 404


@pytest.mark.parametrize("status", [429, 503])
def test_whatever_stops_it_the_words_come_back(
    visitor: Client, walk: models.DialoguePage, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    sent = ready(visitor, walk, needs="Hörslinga")
    if status == 429:
        limit = RateLimit("dialogue_sign_up", 1, timedelta(minutes=10))
        monkeypatch.setattr(view.SignUpFlow, "limit", limit)
        assert visitor.post(form_address(walk), sent).status_code == 302
    else:

        def fail(page_id: int) -> None:
            raise DatabaseError

        monkeypatch.setattr(view, "find_dialogue", fail)
    other = {**sent, **filled({}, PURPOSE), "email": ["b@exempel.se"]}
    answer = visitor.post(form_address(walk), other)
    assert answer.status_code == status
    assert "Hörslinga" in answer.content.decode()
    assert not models.Registration.objects.filter(email="b@exempel.se").exists()


def test_seats_are_told_in_words_that_hide_how_many_have_signed_up(
    visitor: Client, index: models.DialogueIndexPage
) -> None:
    large = walk_in(index, capacity=40)
    said = []
    for number in range(4):
        page = visitor.get(form_address(large)).content.decode()
        said.append([words for words in ("Gott om platser.", "Några platser") if words in page])
        assert "platser kvar." not in page.replace("Några platser kvar.", "")
        come(large, f"anna{number}", people=10 if number != 2 else 9)
    assert said == [["Gott om platser."]] * 4
    assert "Några platser kvar." in visitor.get(form_address(large)).content.decode()
