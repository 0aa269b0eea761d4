"""The page after signing up: how it stands, which address was typed, a wrong one taken back."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework.mail.unconfirmed import to_one
from casework.models import Mail
from dialogues import models
from dialogues.models import Seat
from dialogues.sign_up.actions.confirming import confirm
from dialogues.sign_up.actions.seats import free_seats
from tests.dialogues.taking_part import come, form_address, seats, send, walk_in

SEATED, LAPSED = Seat.SEATED, Seat.LAPSED


@pytest.fixture
def walk(index: models.DialogueIndexPage) -> models.DialoguePage:
    return walk_in(index)


def test_a_wrong_address_can_be_taken_back_from_the_page_that_shows_it(
    visitor: Client, walk: models.DialoguePage
) -> None:
    receipt = send(visitor, walk, email="fel@exempel.se")["Location"]
    page = visitor.get(receipt).content.decode()
    assert "fel@exempel.se" in page
    correct = re.findall(r'action="([^"]+/ratta/)"', page)[0]
    answer = visitor.post(correct)
    assert answer["Location"] == form_address(walk)
    assert models.Registration.objects.get().seat == Seat.CANCELLED
    # The mail has not left yet, and does not.
    assert not Mail.objects.exists()


def test_nobody_takes_back_what_was_there_before_or_is_confirmed(
    visitor: Client, walk: models.DialoguePage
) -> None:
    come(walk, "anna")
    mine = come(walk, "bo", confirms=False)
    for who in ("anna", "bo"):
        receipt = send(visitor, walk, email=f"{who}@exempel.se")["Location"]
        if who == "bo":
            confirm(registration_id=mine.pk, now=timezone.now())
        assert visitor.post(f"{receipt}ratta/")["Location"] == form_address(walk)
    assert seats(walk) == {"anna": SEATED, "bo": SEATED}


def test_the_receipt_of_a_known_address_is_that_of_a_stranger(
    visitor: Client, walk: models.DialoguePage
) -> None:
    come(walk, "anna")

    def said(address: str) -> str:
        receipt = visitor.get(send(visitor, walk, email=address)["Location"]).content.decode()
        return re.sub(r"/dialog/anmald/[^/]+/", "", receipt).replace(address.lower(), "")

    assert said("Anna@exempel.se") == said("nils@exempel.se")


def test_without_a_mail_no_seat_is_held_and_the_page_says_so(
    visitor: Client, walk: models.DialoguePage, index: models.DialogueIndexPage, settings: Any
) -> None:
    settings.UNCONFIRMED_MAILS_PER_DAY = 1
    open_to_all = walk_in(index, capacity=None)
    send(visitor, open_to_all, email="anna@exempel.se")
    receipt = visitor.get(send(visitor, walk, email="anna@exempel.se")["Location"])
    assert "Vi skickar inget brev den här gången." in receipt.content.decode()
    assert "Du har ingen plats ännu" in receipt.content.decode()
    # What was sent is kept, and takes nobody's seat.
    kept = models.Registration.objects.get(dialogue=walk)
    assert (kept.seat, kept.is_told, kept.name) == (LAPSED, False, "Åsa Öberg")
    assert free_seats(walk, timezone.now()) == 2
    assert Mail.objects.count() == to_one().most == 1
