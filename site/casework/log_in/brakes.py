"""How fast passwords can be tried: delays that grow, for a name, for a sender and for both.

Whoever sits at a device on which the name has logged in before is judged by that device alone, so
nobody else can keep an owner out. Everybody else waits for the longest of three brakes; that of
the name holds whatever address the attempts come from.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest

from casework.log_in.devices import device_of
from casework.log_in.models import BrakeKind, LogInBrake
from core.keys.purposes import Purpose, keyed_hashes
from core.language.plain_text import normalised
from core.routing.senders import network_of

# After so long without a failure everything begins anew.
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Brake:
    """After `free` failures the next attempt waits `first`, then twice as long each time."""

    kind: BrakeKind
    free: int
    first: timedelta
    longest: timedelta

    def delay(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures in a row."""
        if failures < self.free:
            return timedelta(0)
        doubled = min(failures - self.free, 20)
        return min(self.first * 2**doubled, self.longest)


ATTEMPT = Brake(BrakeKind.ATTEMPT, 5, timedelta(seconds=30), timedelta(hours=1))
# Some hundred guesses a day from the whole world; nothing against twelve characters.
NAME = Brake(BrakeKind.NAME, 20, timedelta(seconds=30), timedelta(minutes=15))
# Generous, because all of an office may be one sender.
SENDER = Brake(BrakeKind.SENDER, 100, timedelta(minutes=1), timedelta(minutes=15))


def wait(request: HttpRequest, name: str, now: datetime) -> timedelta:
    """Return for how long nobody may try `name` from where `request` comes from; 0 mostly."""
    keys = _keys(request, name).values()
    held = LogInBrake.objects.filter(key__in=keys, locked_until__gt=now)
    until = held.aggregate(until=Max("locked_until"))["until"]
    return until - now if until else timedelta(0)


@transaction.atomic
def claim(request: HttpRequest, name: str, now: datetime) -> bool:
    """Count an attempt as failed before it is looked at; False if it has to wait instead.

    What is looked at takes its time, and attempts that come together must not all be the last one
    that is free. Whoever was right gets the claim back.
    """
    rows = [_locked(brake, key, now) for brake, key in _keys(request, name).items()]
    if any(row.locked_until and row.locked_until > now for _brake, row in rows):
        return False
    for brake, row in rows:
        is_old = now - row.last_failed_at > FORGOTTEN_AFTER
        row.last_failed_at = now
        _write(brake, row, 1 if is_old else row.failures + 1)
    return True


@transaction.atomic
def give_back(request: HttpRequest, name: str) -> None:
    """Take back the claim of an attempt that was right."""
    for brake, key in _keys(request, name).items():
        for row in LogInBrake.objects.select_for_update().filter(key=key, failures__gt=0):
            _write(brake, row, row.failures - 1)


def forget_failures(request: HttpRequest, name: str) -> None:
    """Forget what failed from here before the log-in that went well; a siege of the name stays."""
    LogInBrake.objects.filter(key=_keys(request, name)[ATTEMPT]).delete()


def name_key(name: str) -> str:
    """Return what stands for a name, however it is written."""
    return _hashed(f"name:{_plain(name)}")


def _keys(request: HttpRequest, name: str) -> dict[Brake, str]:
    if device := device_of(request, name_key(name)):
        return {ATTEMPT: _hashed(f"device:{device}:{_plain(name)}")}
    network = network_of(request)
    return {
        ATTEMPT: _hashed(f"attempt:{network}:{_plain(name)}"),
        NAME: name_key(name),
        SENDER: _hashed(f"sender:{network}"),
    }


def _locked(brake: Brake, key: str, now: datetime) -> tuple[Brake, LogInBrake]:
    LogInBrake.objects.get_or_create(key=key, defaults={"kind": brake.kind, "last_failed_at": now})
    return brake, LogInBrake.objects.select_for_update().get(key=key)


def _write(brake: Brake, row: LogInBrake, failures: int) -> None:
    row.failures = failures
    delay = brake.delay(failures)
    row.locked_until = row.last_failed_at + delay if delay else None
    row.save(update_fields=["failures", "last_failed_at", "locked_until"])


def _plain(name: str) -> str:
    return normalised(name[:254], "NFKC").strip().casefold()


def _hashed(value: str) -> str:
    return keyed_hashes(Purpose.SENDERS, salt="casework.log_in", value=value)[0]
