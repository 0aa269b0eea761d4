"""A limited seat is held for half an hour, until the button behind the link is pressed."""

import re
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from casework.erasing.actions import erase_what_is_due
from casework.models import Mail
from casework.worker import frequent
from core.models import User
from dialogues import models
from dialogues.events.actions.plan_changes import move_dialogue
from dialogues.models import Seat
from dialogues.sign_up.actions.confirming import confirm
from dialogues.sign_up.actions.registrations import SignUpClosed, cancel
from dialogues.sign_up.actions.reminders import send_reminders
from dialogues.sign_up.actions.seats import free_seats, let_go_everywhere
from dialogues.sign_up.admin.registrations import groups_of
from dialogues.sign_up.domain.seating import HELD_FOR, Standing, has_lapsed, standing
from dialogues.sign_up.retention import REGISTRATIONS
from tests.dialogues.organising import comer
from tests.dialogues.sign_up.test_seating import _committed_walk
from tests.dialogues.taking_part import come, my_address, seats, walk_in

SEATED, WAITING, LAPSED = Seat.SEATED, Seat.WAITING, Seat.LAPSED
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def walk(index: models.DialogueIndexPage) -> models.DialoguePage:
    return walk_in(index)


def later(registration: models.Registration, past: timedelta = A_MINUTE) -> datetime:
    """A moment after the time to confirm."""
    return registration.registered_at + HELD_FOR + past


def told(template: str) -> list[str]:
    mails = Mail.objects.filter(tells_of__template=f"dialogues/mail/{template}").order_by("pk")
    return [mail.to.partition("@")[0] for mail in mails]


def confirmed(registration: models.Registration, now: datetime | None = None) -> str:
    found = confirm(registration_id=registration.pk, now=now or timezone.now())
    assert found
    return found.seat


# ---------------------------------------------------------------- the rule


@pytest.mark.parametrize(
    ("seat", "must_confirm", "told"),
    [
        (SEATED, False, Standing.SEATED),
        (SEATED, True, Standing.HELD),
        (WAITING, True, Standing.IN_LINE),
    ],
)
def test_who_signs_up_is_told_one_of_three_things(
    seat: str, must_confirm: bool, told: Standing
) -> None:
    assert standing(seat, must_confirm=must_confirm) == told


@pytest.mark.parametrize(
    ("seat", "minutes", "is_over"),
    [
        (SEATED, 0, True),
        (SEATED, 1, False),
        (WAITING, -1, True),
        (SEATED, None, False),
        (LAPSED, 5, True),
        (Seat.CANCELLED, -5, False),
    ],
)
def test_what_is_held_is_over_at_its_minute_noticed_or_not(
    seat: str, minutes: int | None, is_over: bool
) -> None:
    now = timezone.now()
    until = None if minutes is None else now + timedelta(minutes=minutes)
    assert has_lapsed(seat, until, now) is is_over


# ---------------------------------------------------------------- holding and confirming


def test_two_posts_cannot_fill_a_meeting(walk: models.DialoguePage) -> None:
    now = timezone.now()
    for who in ("ett", "tu"):
        come(walk, who, confirms=False, now=now)
    assert free_seats(walk, now) == 0
    assert free_seats(walk, now + HELD_FOR) == 2
    # Somebody else gets a seat, whether the worker has noticed or not.
    mine = come(walk, "anna", now=now + HELD_FOR)
    assert mine.seat == SEATED
    assert mine.confirmed_at == now + HELD_FOR
    assert set(seats(walk).values()) == {LAPSED, SEATED}


def test_opening_the_link_confirms_nothing_and_the_button_does(
    visitor: Client, walk: models.DialoguePage
) -> None:
    mine = come(walk, "anna", confirms=False)
    page = visitor.get(my_address(mine)).content.decode()
    assert "väntar på bekräftelse till" in page
    assert "Bekräfta din anmälan" in page
    button = re.findall(r'action="([^"]+/bekrafta/)"', page)[0]
    assert visitor.get(button)["Location"] == my_address(mine)
    mine.refresh_from_db()
    assert mine.confirmed_at is None
    # No token: browsers hide the origin of a page that keeps its address from others.
    strict = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        answer = strict.post(button)
        assert answer["Location"] == my_address(mine)
        assert answer["Referrer-Policy"] == "no-referrer"
    mine.refresh_from_db()
    assert mine.confirmed_at
    assert mine.holds_until is None
    assert "Du har plats" in visitor.get(my_address(mine)).content.decode()
    assert ModelLogEntry.objects.filter(action="dialogues.confirm_registration").count() == 1
    # Confirmed is for good.
    assert let_go_everywhere(later(mine)) == 0


def test_after_half_an_hour_the_seat_is_free_and_the_line_moves_up(
    walk: models.DialoguePage,
) -> None:
    slow = come(walk, "slow", people=2, confirms=False)
    come(walk, "bo", now=slow.registered_at + A_MINUTE)
    assert seats(walk) == {"slow": SEATED, "bo": WAITING}
    frequent.do_all(slow.registered_at + HELD_FOR - A_MINUTE)
    assert seats(walk) == {"slow": SEATED, "bo": WAITING}
    frequent.do_all(later(slow))
    assert seats(walk) == {"slow": LAPSED, "bo": SEATED}
    assert told("moved_up") == ["bo"]
    assert ModelLogEntry.objects.filter(action="dialogues.lapse_registration").count() == 1


def test_who_waits_unconfirmed_moves_up_without_a_word_and_falls_out_of_the_line_as_well(
    walk: models.DialoguePage,
) -> None:
    first = come(walk, "first", people=2)
    eager = come(walk, "eager", confirms=False)
    come(walk, "bo", people=2)
    cancel(registration_id=first.pk, now=timezone.now())
    assert seats(walk)["eager"] == SEATED
    assert told("moved_up") == []
    let_go_everywhere(later(eager))
    assert seats(walk) == {"": Seat.CANCELLED, "eager": LAPSED, "bo": SEATED}
    assert told("moved_up") == ["bo"]


def test_confirming_later_gives_a_seat_if_there_is_one(
    visitor: Client, walk: models.DialoguePage
) -> None:
    mine = come(walk, "anna", confirms=False)
    with time_machine.travel(later(mine), tick=True):
        page = visitor.get(my_address(mine)).content.decode()
        assert "Din anmälan bekräftades inte i tid" in page
        assert "Finns det en plats får du den, annars ställs du i kö." in page
        visitor.post(f"{my_address(mine)}bekrafta/")
        assert "Du har plats" in visitor.get(my_address(mine)).content.decode()
    assert seats(walk) == {"anna": SEATED}


def test_confirming_later_gives_a_place_at_the_end_of_the_line_when_others_came_first(
    visitor: Client, walk: models.DialoguePage
) -> None:
    mine = come(walk, "anna", confirms=False)
    come(walk, "bo", people=2, now=later(mine))
    come(walk, "cia", now=later(mine, 2 * A_MINUTE))
    assert confirmed(mine, later(mine, 3 * A_MINUTE)) == WAITING
    in_line = models.Registration.objects.filter(dialogue=walk).waiting()
    assert [row.name for row in in_line] == ["Cia", "Anna"]
    assert "Du står i kö" in visitor.get(my_address(mine)).content.decode()


def test_confirming_when_it_is_closed_says_so(visitor: Client, walk: models.DialoguePage) -> None:
    mine = come(walk, "anna", confirms=False)
    models.DialoguePage.objects.filter(pk=walk.pk).update(sign_up_closes_at=later(mine))
    with pytest.raises(SignUpClosed):
        confirm(registration_id=mine.pk, now=later(mine))
    with time_machine.travel(later(mine), tick=True):
        answer = visitor.post(f"{my_address(mine)}bekrafta/", follow=True)
    assert "anmälan är stängd" in answer.content.decode()
    # In time it counts, though the form has closed meanwhile.
    other = come(walk, "bo", confirms=False, now=later(mine) - 2 * A_MINUTE)
    assert confirmed(other, later(mine)) == SEATED


def test_who_did_not_confirm_may_sign_up_again(walk: models.DialoguePage) -> None:
    mine = come(walk, "anna", confirms=False)
    let_go_everywhere(later(mine))
    again = come(walk, "anna", people=2, confirms=False, now=later(mine))
    assert again.pk == mine.pk
    assert (again.seat, again.people) == (SEATED, 2)
    assert told("confirm") == ["anna"] * 2


def test_when_seats_are_limited_no_more_nothing_has_to_be_confirmed(
    walk: models.DialoguePage,
) -> None:
    mine = come(walk, "anna", confirms=False)
    models.DialoguePage.objects.filter(pk=walk.pk).update(capacity=None)
    let_go_everywhere(later(mine))
    mine.refresh_from_db()
    assert (mine.seat, mine.holds_until) == (SEATED, None)


def test_only_those_who_confirmed_are_reminded_and_told_of_changes(
    walk: models.DialoguePage, administrator: User
) -> None:
    long_before = timezone.now() - timedelta(days=3)
    come(walk, "anna", now=long_before)
    come(walk, "bo", confirms=False, now=timezone.now())
    move_dialogue(
        dialogue_id=walk.pk,
        starts_at=walk.starts_at + timedelta(days=1),
        ends_at=walk.ends_at + timedelta(days=1),
        reason="Halka",
        officer=administrator,
    )
    assert told("changed") == ["anna"]
    walk.refresh_from_db()
    models.Registration.objects.update(registered_at=long_before)
    send_reminders(walk.starts_at - timedelta(days=1))
    assert told("reminder") == ["anna"]


def test_who_never_confirmed_is_forgotten_after_a_week(walk: models.DialoguePage) -> None:
    mine = come(walk, "anna", confirms=False)
    come(walk, "bo")
    let_go_everywhere(later(mine))
    erase_what_is_due(REGISTRATIONS, later(mine) + timedelta(days=6))
    assert models.Registration.objects.count() == 2
    erase_what_is_due(REGISTRATIONS, later(mine) + timedelta(days=7))
    assert seats(walk) == {"bo": SEATED}
    assert not models.SignUpReceipt.objects.exists()


# ---------------------------------------------------------------- what the organiser sees


def test_the_organiser_sees_who_is_sure_who_is_not_and_who_is_out(
    walk: models.DialoguePage, administrator_client: Client
) -> None:
    now = timezone.now()
    models.DialoguePage.objects.filter(pk=walk.pk).update(capacity=3)
    comer(walk, 1)
    comer(walk, 2, holds_until=now + timedelta(minutes=20))
    comer(walk, 3, holds_until=now - A_MINUTE)
    comer(walk, 4, seat=WAITING)
    comer(walk, 5, seat=WAITING, holds_until=now + timedelta(minutes=20))
    comer(walk, 6, seat=LAPSED, holds_until=now - timedelta(days=1), is_told=False)
    groups = {group.title: [row.email[3] for row in group.rows] for group in groups_of(walk, now)}
    assert groups == {
        "Har plats": ["1"],
        "Platsen väntar på bekräftelse": ["2"],
        "Står i kö": ["4"],
        "Platsen i kön väntar på bekräftelse": ["5"],
        "Bekräftades inte i tid och har ingen plats": ["3", "6"],
    }
    listed = administrator_client.get(f"/admin/dialog/{walk.pk}/anmalda/").content.decode()
    assert "2 av 3 platser är tagna" in listed
    assert "Inget brev är skickat" in listed
    assert "Hålls till kl." in listed
    printed = administrator_client.get(f"/admin/dialog/{walk.pk}/anmalda/utskrift/")
    assert "Öberg-Ström 2" in printed.content.decode()
    assert "Öberg-Ström 3" not in printed.content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_confirming_late_and_signing_up_at_once_give_one_seat_to_one() -> None:
    walk = _committed_walk(capacity=1)
    mine = come(walk, "anna", confirms=False)
    together, late = threading.Barrier(2), later(mine)

    def at(act: Any) -> None:
        together.wait()
        act()
        connection.close()

    acts = (
        lambda: confirm(registration_id=mine.pk, now=late),
        lambda: come(walk, "bo", now=late),
    )
    threads = [threading.Thread(target=at, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seats(walk).values()) == [SEATED, WAITING]
