"""Named reads on who has signed up."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Model, Q

from dialogues.sign_up.domain.seating import Party, Seat


class RegistrationQuerySet(models.QuerySet[Any]):
    """Reads on who has signed up."""

    def active(self) -> Self:
        """Those who have not cancelled."""
        return self.exclude(seat=Seat.CANCELLED)

    def active_of(self, dialogue: Model) -> Self:
        """Those who have signed up for a dialogue and not cancelled."""
        return self.filter(dialogue=dialogue).exclude(seat=Seat.CANCELLED)

    def in_room_of(self, dialogue: Model) -> Self:
        """Those of them who need a chair; who takes part from home needs none."""
        return self.active_of(dialogue).filter(is_digital=False)

    def seated(self) -> Self:
        """Those who have a seat."""
        return self.filter(seat=Seat.SEATED)

    def waiting(self) -> Self:
        """Those who wait for one, in the order in which they came."""
        return self.filter(seat=Seat.WAITING).order_by("registered_at", "pk")

    def parties(self) -> list[Party]:
        """Who comes together, in the same order."""
        return [Party(pk, people) for pk, people in self.values_list("pk", "people")]

    def people(self) -> int:
        """How many people these are."""
        return self.aggregate(models.Sum("people"))["people__sum"] or 0

    def to_forget(self, ended_before: datetime, *, postponed_before: datetime) -> Self:
        """Those whose dialogue ended before a moment.

        Who waits for the new date of a postponed dialogue, or of one that has lost its date, is
        kept until it should have been held, or they signed up, before `postponed_before`.
        """
        over = Q(dialogue__ends_at__lt=ended_before, dialogue__is_postponed=False)
        long_ago = Q(dialogue__ends_at__lt=postponed_before)
        undated = Q(dialogue__ends_at__isnull=True, registered_at__lt=postponed_before)
        return self.filter(over | long_ago | undated)
