"""Turns for what only one process may do at a time, on one host or on many."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from casework.models import Lease
from casework.worker.processes import has_ended


def take(name: str, *, holder: str, length: timedelta, now: datetime) -> bool:
    """Take or renew the turn `name` for `length`; whether `holder` has it now.

    A holder that dies without a word loses its turn when the time is over, or at once when
    `holder` runs on the same host and can see that it is gone.
    """
    until = now + length
    mine_or_over = Q(holder=holder) | Q(until__lte=now)
    if Lease.objects.filter(mine_or_over, name=name).update(holder=holder, until=until):
        return True
    present = Lease.objects.filter(name=name).first()
    if present is not None:
        of_the_dead = Lease.objects.filter(name=name, holder=present.holder)
        gone = has_ended(present.holder)
        return gone and of_the_dead.update(holder=holder, until=until) == 1
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=holder, until=until)
    except IntegrityError:
        return False
    return True


def take_over(name: str, *, holder: str, length: timedelta, now: datetime) -> bool:
    """Take the turn `name` if nobody has it, the holder included; for what is due every `length`.

    Writes nothing while the turn lasts.
    """
    if Lease.objects.filter(name=name, until__gt=now).exists():
        return False
    return take(name, holder=holder, length=length, now=now)


def release(name: str, *, holder: str, now: datetime) -> None:
    """Give the turn back, if `holder` has it."""
    Lease.objects.filter(name=name, holder=holder).update(until=now)
