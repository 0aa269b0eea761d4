"""Turns for what only one process may do at a time, on one host or on many.

They are taken and end by the clock of the database: those of hosts differ, by minutes or once by
hours.
"""

import os
import socket
from datetime import timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from casework.worker.models import Lease

# A name has to fit into a lease.
_HOST_LENGTH = 50


def take(name: str, *, holder: str, length: timedelta) -> bool:
    """Take or renew the turn `name` for `length`; whether `holder` has it now.

    A holder that dies without a word loses its turn when the time is over, or at once when
    `holder` runs on the same host and can see that it is gone. A turn that would last longer than
    `length` was taken by a clock that has been set back since, and is over too.
    """
    until = Now() + length
    mine_or_over = Q(holder=holder) | Q(until__lte=Now()) | Q(until__gt=until)
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


def take_over(name: str, *, holder: str, length: timedelta) -> bool:
    """Take the turn `name` if nobody has it, the holder included; for what is due every `length`.

    Writes nothing while the turn lasts.
    """
    if Lease.objects.filter(name=name, until__gt=Now(), until__lte=Now() + length).exists():
        return False
    return take(name, holder=holder, length=length)


def release(name: str, *, holder: str) -> None:
    """Give the turn back, if `holder` has it."""
    Lease.objects.filter(name=name, holder=holder).update(until=Now())


def own_name() -> str:
    """Return the name of this process, such as "host:4026531836:1234"."""
    return f"{surroundings()}:{os.getpid()}"


def has_ended(name: str) -> bool:
    """Whether the process of that name ran here and is gone; False when it ran elsewhere."""
    where, _colon, number = name.rpartition(":")
    if where != surroundings() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def surroundings() -> str:
    """Host and, on Linux, the space in which process numbers hold: containers have their own."""
    try:
        space = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    except OSError:
        space = str(Path("/").stat().st_dev)
    return f"{socket.gethostname()[:_HOST_LENGTH]}:{space}"
