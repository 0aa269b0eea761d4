"""Turns are taken by the clock of the database, whatever those of the workers say."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models.functions import Now
from django.utils import timezone

from casework.models import Lease
from casework.worker import leases

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def left(time: timedelta) -> None:
    """Have the turn last for so long from now."""
    Lease.objects.update(until=Now() + time)


def test_what_is_due_each_minute_is_taken_over_once_a_minute_by_its_holder_too() -> None:
    def taken() -> bool:
        return leases.take_over("x", holder="me", length=MINUTE)

    assert [taken(), taken()] == [True, False]
    left(timedelta(seconds=1))
    assert not taken()
    left(timedelta(seconds=-1))
    assert [taken(), taken()] == [True, False]


@pytest.mark.parametrize("minutes", [-6, 6, 120])
def test_workers_whose_clocks_are_apart_do_not_take_each_others_turn(minutes: int) -> None:
    assert leases.take("x", holder="here", length=MINUTE)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        assert not leases.take("x", holder="elsewhere", length=MINUTE)
        assert not leases.take_over("x", holder="elsewhere", length=MINUTE)


def test_a_turn_that_is_given_back_is_anybodys() -> None:
    assert leases.take("x", holder="here", length=MINUTE)
    leases.release("x", holder="here")
    assert leases.take("x", holder="elsewhere", length=MINUTE)


@pytest.mark.parametrize("take", [leases.take, leases.take_over])
def test_a_clock_that_was_once_ahead_stops_nothing(take: object) -> None:
    assert leases.take("x", holder="elsewhere", length=MINUTE)
    left(timedelta(hours=2))
    assert callable(take)
    assert take("x", holder="here", length=MINUTE)
