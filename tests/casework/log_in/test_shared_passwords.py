"""Passwords of restricted pages and documents cannot be guessed without end."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from casework.log_in.shared_passwords import MOST_OF_ALL, MOST_OF_SENDER, WITHIN
from casework.models import RateCount
from home.models import HomePage
from tests.core.routing.restricting import WORD, body, group, own_library, restrict
from tests.factories.home import StandardFactory

__all__ = ["group", "own_library"]

pytestmark = [pytest.mark.thorough, pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(params=["page", "document"])
def guarded(request: pytest.FixtureRequest, front: HomePage, group: Group) -> str:
    """The address of what has a password."""
    if request.param == "page":
        page = StandardFactory(parent=front)
        restrict(PageViewRestriction, "password", group, page=page)
        return str(page.url)
    collection = Collection.get_first_root_node().add_child(name="Hemlig")
    restrict(CollectionViewRestriction, "password", group, collection=collection)
    file = ContentFile(b"%PDF-1.7", name="plan.pdf")
    return str(Document.objects.create(title="Plan", file=file, collection=collection).url)


def door_of(guarded: str) -> str:
    (action,) = re.findall(
        r'action="(\S*authenticate_with_password\S+)"', body(Client().get(guarded))
    )
    return str(action)


def attempt(door: str, password: str, *, sender: str = "192.0.2.1") -> Any:
    sent = {"password": password, "return_url": "/"}
    return Client().post(door, sent, REMOTE_ADDR=sender)


def test_a_sender_waits_after_some_wrong_passwords(
    guarded: str, clock: time_machine.Traveller
) -> None:
    door = door_of(guarded)
    answers = [attempt(door, f"fel {n}") for n in range(MOST_OF_SENDER + 1)]
    assert [each.status_code for each in answers] == [200] * MOST_OF_SENDER + [429]
    told = answers[-1]
    assert "<h1>Vänta innan du försöker igen</h1>" in told.text
    assert told["Cache-Control"] == "no-store"
    assert 0 < int(told["Retry-After"]) <= WITHIN.total_seconds()
    assert attempt(door, WORD).status_code == 429
    assert attempt(door, WORD, sender="198.51.100.7").status_code == 302
    clock.shift(WITHIN)
    assert attempt(door, WORD).status_code == 302


def test_many_who_know_it_may_come_from_one_sender(guarded: str) -> None:
    door = door_of(guarded)
    answers = {attempt(door, WORD).status_code for _ in range(2 * MOST_OF_SENDER)}
    assert answers == {302}


def test_changing_addresses_does_not_help(guarded: str, clock: time_machine.Traveller) -> None:
    door = door_of(guarded)
    per_address = MOST_OF_SENDER - 1
    tried = [
        attempt(door, f"fel {n}", sender=f"10.0.0.{n // per_address}").status_code
        for n in range(MOST_OF_ALL + 3)
    ]
    assert tried == [200] * MOST_OF_ALL + [429] * 3
    clock.shift(timedelta(hours=1))
    assert attempt(door, WORD, sender="10.0.0.200").status_code == 302


def test_what_does_not_exist_is_not_counted(front: HomePage) -> None:
    for door in (
        "/_util/authenticate_with_password/987654/1/",
        "/dokument/authenticate_with_password/987654/",
    ):
        assert attempt(door, "fel").status_code == 404
    assert not RateCount.objects.exists()
