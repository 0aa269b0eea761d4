"""Min anmälan: what the secret link shows, when, and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.logs.secret_addresses import without_tokens
from core.models import User
from dialogues import models
from dialogues.events.actions.plan_changes import cancel_dialogue
from tests.dialogues.taking_part import LINK, come, my_address, seats, walk_in

SECRETS = (LINK, "kod-4711", "08-123 45 67")


@pytest.fixture
def walk(index: models.DialogueIndexPage) -> models.DialoguePage:
    return walk_in(index)


def starts_in(walk: models.DialoguePage, **ahead: float) -> None:
    """Move the clock: let the dialogue begin so long from now, and last for an hour."""
    starts_at = timezone.now() + timedelta(**ahead)
    models.DialoguePage.objects.filter(pk=walk.pk).update(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
    )


def words_of(visitor: Client, registration: models.Registration) -> str:
    response = visitor.get(my_address(registration))
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    return response.content.decode()


@pytest.mark.parametrize("access", models.LinkAccess.values)
def test_the_meeting_link_is_there_from_its_opening_to_the_end_and_only_then(
    visitor: Client, walk: models.DialoguePage, access: str
) -> None:
    models.DialoguePage.objects.filter(pk=walk.pk).update(link_access=access)
    mine = come(walk, "anna", is_digital=True)
    for ahead, is_shown in (
        ({"days": 3}, False),
        ({"minutes": 15, "seconds": 20}, False),
        ({"minutes": 14, "seconds": 50}, True),
        ({"minutes": -59}, True),
        ({"minutes": -60, "seconds": -1}, False),
        ({"days": -2}, False),
    ):
        starts_in(walk, **ahead)
        page = words_of(visitor, mine)
        assert [secret in page for secret in SECRETS] == [is_shown] * 3, ahead
    starts_in(walk, days=3)
    assert "Länken visas här" in words_of(visitor, mine)
    # The page comes back by itself when the room opens, and when it closes.
    for ahead, soonest, latest in (({"minutes": 40}, 1490, 1510), ({"minutes": -30}, 1790, 1810)):
        starts_in(walk, **ahead)
        refresh = int(visitor.get(my_address(mine))["Refresh"])
        assert soonest < refresh < latest


def test_who_has_cancelled_or_come_to_something_cancelled_sees_no_link(
    visitor: Client, walk: models.DialoguePage, administrator: User
) -> None:
    gone, mine = come(walk, "anna"), come(walk, "bo")
    visitor.post(f"{my_address(gone)}avanmal/")
    starts_in(walk, minutes=5)
    page = words_of(visitor, gone)
    assert "Du är avanmäld" in page
    assert LINK not in page
    assert LINK in words_of(visitor, mine)
    cancel_dialogue(dialogue_id=walk.pk, reason="Strömmen har gått.", officer=administrator)
    page = words_of(visitor, mine)
    assert "Inställd" in page
    assert "Strömmen har gått." in page
    assert LINK not in page


def test_one_sees_how_it_stands_and_can_cancel_with_one_more_step(
    visitor: Client, walk: models.DialoguePage
) -> None:
    mine = come(walk, "anna", people=2, needs="Teckenspråkstolk")
    waiting = come(walk, "bo")
    page = words_of(visitor, mine)
    for words in ("Du har plats", "2 personer", "Teckenspråkstolk", "Utanför biblioteket"):
        assert words in page
    assert "anna@exempel.se" not in page
    assert "Du står i kö" in words_of(visitor, waiting)

    asking = f"{my_address(mine)}avanmal/"
    assert asking in page
    asked = visitor.get(asking)
    assert "Vill du avanmäla dig?" in asked.content.decode()
    assert seats(walk)["anna"] == models.Seat.SEATED
    for _time in range(2):
        answer = visitor.post(asking)
        assert answer["Location"] == my_address(mine)
        assert answer["Referrer-Policy"] == "no-referrer"
    assert visitor.get(asking)["Location"] == my_address(mine)
    assert seats(walk) == {"": models.Seat.CANCELLED, "bo": models.Seat.SEATED}
    assert "Du har plats" in words_of(visitor, waiting)


def test_a_link_that_is_altered_or_whose_registration_is_gone_opens_nothing(
    visitor: Client, walk: models.DialoguePage
) -> None:
    mine = come(walk, "anna")
    link = my_address(mine)
    altered = [link[:-2] + "x/", "/dialog/anmalan/x/", f"/dialog/anmalan/{mine.link_key}/"]
    mine.delete()
    for path in (*altered, link):
        for answer in (visitor.get(path), visitor.post(f"{path}avanmal/")):
            assert answer.status_code == 404
            assert "Länken leder inte till någon anmälan" in answer.content.decode()
            assert answer["Referrer-Policy"] == "no-referrer"


def test_the_link_never_stands_in_a_log(walk: models.DialoguePage) -> None:
    mine = come(walk, "anna")
    for path in (my_address(mine), f"{my_address(mine)}avanmal/"):
        logged = without_tokens(f"Not Found: {path}")
        assert mine.link_key not in logged


def test_it_speaks_the_language_in_which_one_signed_up(
    visitor: Client, walk: models.DialoguePage
) -> None:
    mine = come(walk, "anna")
    english: Any = visitor.get(f"/en{my_address(mine)}")
    assert english.status_code == 200
    assert '<html lang="en"' in english.content.decode()
