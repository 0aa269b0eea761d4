"""Who has a seat and who waits, when there are fewer seats than people who want to come."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seat(models.TextChoices):
    """Whether somebody who has signed up can come."""

    SEATED = "SEATED", _("Har plats")
    WAITING = "WAITING", _("Står i kö")
    CANCELLED = "CANCELLED", _("Avanmäld")


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
