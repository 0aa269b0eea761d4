"""Who has a seat and who waits, when there are fewer seats than people who want to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# For how long a seat, or a place in the line, is held for whoever has not confirmed.
HELD_FOR = timedelta(minutes=30)


class Seat(models.TextChoices):
    """Whether somebody who has signed up can come."""

    SEATED = "SEATED", _("Har plats")
    WAITING = "WAITING", _("Står i kö")
    CANCELLED = "CANCELLED", _("Avanmäld")
    # Not confirmed in time: others may have the seat, and a late confirmation may find one.
    LAPSED = "LAPSED", _("Inte bekräftad")


GONE = (Seat.CANCELLED, Seat.LAPSED)


class Standing(models.TextChoices):
    """What whoever has just signed up is told: what anybody would be told at that moment."""

    SEATED = "SEATED", _("Har plats")
    HELD = "HELD", _("Platsen väntar på bekräftelse")
    IN_LINE = "IN_LINE", _("Platsen i kön väntar på bekräftelse")


def standing(seat: str, *, must_confirm: bool) -> Standing:
    """Return how it stands for somebody who gets `seat` on signing up."""
    if not must_confirm:
        return Standing.SEATED
    return Standing.HELD if seat == Seat.SEATED else Standing.IN_LINE


def is_held(holds_until: datetime | None, now: datetime) -> bool:
    """Whether what was not confirmed yet is still held; False for what needs no confirming."""
    return holds_until is not None and now < holds_until


def has_lapsed(seat: str, holds_until: datetime | None, now: datetime) -> bool:
    """Whether the time to confirm is over, noticed already or not."""
    return seat == Seat.LAPSED or (
        seat != Seat.CANCELLED and holds_until is not None and holds_until <= now
    )


@dataclass(frozen=True)
class Party:
    """People who come together: `key` names their registration."""

    key: int
    people: int


def fits(people: int, *, seated: int, waiting: Iterable[Party], capacity: int | None) -> bool:
    """Whether a new party gets seats at once. Nobody passes those who wait already."""
    if capacity is None:
        return True
    is_first = not any(can_ever_fit(party.people, capacity=capacity) for party in waiting)
    return is_first and seated + people <= capacity


def moving_up(waiting: Iterable[Party], *, seated: int, capacity: int | None) -> list[int]:
    """Return the keys of those who get seats now, in the order in which they have waited.

    The first in the line is never passed by a smaller party behind it, unless the room has been
    changed for one in which the first could not sit even if it were empty.
    """
    keys = []
    for party in waiting:
        if not can_ever_fit(party.people, capacity=capacity):
            continue
        if capacity is not None and seated + party.people > capacity:
            break
        seated += party.people
        keys.append(party.key)
    return keys


def can_ever_fit(people: int, *, capacity: int | None) -> bool:
    """Whether so many can sit together when nobody else comes."""
    return capacity is None or people <= capacity
