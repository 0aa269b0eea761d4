"""Named reads on who has signed up."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Model, Q

from dialogues.sign_up.domain.seating import GONE, Party, Seat


class RegistrationQuerySet(models.QuerySet[Any]):
    """Reads on who has signed up."""

    def active(self) -> Self:
        """Those who have not cancelled, and whose time to confirm is not known to be over."""
        return self.exclude(seat__in=GONE)

    def active_of(self, dialogue: Model) -> Self:
        """Those who have signed up for a dialogue and not cancelled."""
        return self.filter(dialogue=dialogue).active()

    def of_address(self, dialogue: Model, keys: list[str]) -> Self:
        """The registration of an address for a dialogue, confirmed in time or not."""
        mine = self.filter(dialogue=dialogue, email_key__in=keys)
        return mine.exclude(seat=Seat.CANCELLED)

    def current(self, now: datetime) -> Self:
        """Those whose time to confirm is not over, noticed already or not."""
        return self.active().filter(Q(holds_until__isnull=True) | Q(holds_until__gt=now))

    def to_lapse(self, now: datetime) -> Self:
        """Those who have not confirmed in time, in the order in which they came."""
        return self.active().filter(holds_until__lte=now).order_by("registered_at", "pk")

    def reachable(self) -> Self:
        """Those who know that they have signed up: told of it, and confirmed where that matters."""
        return self.active().filter(holds_until__isnull=True, is_told=True)

    def in_room_of(self, dialogue: Model) -> Self:
        """Those of them who need a chair; who takes part from home needs none."""
        return self.active_of(dialogue).filter(is_digital=False)

    def seated(self) -> Self:
        """Those who have a seat."""
        return self.filter(seat=Seat.SEATED)

    def waiting(self) -> Self:
        """Those who wait for one, in the order in which they came."""
        return self.filter(seat=Seat.WAITING).order_by("registered_at", "pk")

    def people(self) -> int:
        """How many people these are."""
        return self.aggregate(models.Sum("people"))["people__sum"] or 0

    def seated_and_waiting(self, dialogue: Model) -> tuple[int, list[Party]]:
        """How many people have a seat in its room, and who waits for one, the first first."""
        room = self.in_room_of(dialogue)
        waiting = room.waiting().values_list("pk", "people")
        return room.seated().people(), [Party(pk, people) for pk, people in waiting]

    def of_held(self, ended_before: datetime) -> Self:
        """Those whose dialogue ended before a moment, and is not postponed."""
        return self.filter(dialogue__ends_at__lt=ended_before, dialogue__is_postponed=False)

    def of_postponed(self, before: datetime) -> Self:
        """Those who wait for a new date: their dialogue should have been held before a moment.

        Of one that has lost its date, those who signed up before it.
        """
        long_ago = Q(dialogue__ends_at__lt=before, dialogue__is_postponed=True)
        undated = Q(dialogue__ends_at__isnull=True, registered_at__lt=before)
        return self.filter(long_ago | undated)

    def of_lapsed(self, before: datetime) -> Self:
        """Those who never confirmed, and whose seat was held until a moment before."""
        return self.filter(seat=Seat.LAPSED, holds_until__lt=before)
