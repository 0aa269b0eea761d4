"""How often one sender may send: counted in database rows, so that all processes agree.

Senders are told apart for a day, without anybody knowing who they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from casework.public_forms.models import RateCount
from casework.records.retention import Rule
from core.keys.purposes import Purpose, keyed_hashes
from core.routing.senders import network_of


@dataclass(frozen=True)
class RateLimit:
    """At most `most` within each window of `window`; `scope` names the form."""

    scope: str
    most: int
    window: timedelta

    def window_start(self, now: datetime) -> datetime:
        """Return when the window that holds `now` began."""
        seconds = self.window.total_seconds()
        return now - timedelta(seconds=now.timestamp() % seconds)

    def seconds_left(self, now: datetime) -> int:
        """Return in how many whole seconds the next window begins, at least 1."""
        ends = self.window_start(now) + self.window
        return max(1, round((ends - now).total_seconds()))

    def count(self, sender: str, now: datetime, *, times: int = 1) -> bool:
        """Count one more from `sender`, or `times` at once; whether all are within the limit.

        Writes one row, and nothing at all once the limit is reached.
        """
        if times > self.most:
            return False
        mine = self._row(sender, now)
        if self._add(times, mine):
            return True
        try:
            with transaction.atomic():
                # Nobody listens to these rows.
                RateCount.objects.bulk_create([RateCount(**mine, count=times)])
        except IntegrityError:
            # The row exists: either it is full, or another process made it just now.
            return self._add(times, mine)
        return True

    def count_request(self, request: HttpRequest, now: datetime) -> bool:
        """Count one more from whoever sent `request`; whether it is within the limit."""
        return self.count(sender_of(request, now), now)

    def take_back(self, sender: str, now: datetime) -> None:
        """Count one less: what was counted with the same `now` did no harm."""
        counted = RateCount.objects.filter(**self._row(sender, now), count__gt=0)
        counted.update(count=F("count") - 1)

    def _row(self, sender: str, now: datetime) -> dict[str, object]:
        began = self.window_start(now).replace(microsecond=0)
        return {"scope": self.scope, "sender": sender, "window_starts_at": began}

    def _add(self, times: int, mine: dict[str, object]) -> bool:
        below = RateCount.objects.filter(**mine, count__lte=self.most - times)
        return below.update(count=F("count") + times) == 1


def count_each(limits: Mapping[RateLimit, str], now: datetime) -> bool:
    """Count one more from the sender beside each limit; whether all are within. Else in none."""
    with transaction.atomic():
        if all(limit.count(sender, now) for limit, sender in limits.items()):
            return True
        transaction.set_rollback(True)
    return False


def purge(kept: Rule, now: datetime) -> int:
    """Remove what was counted long ago (no window is longer than a day); return how many rows."""
    over = RateCount.objects.filter(window_starts_at__lt=kept.due_if_before(now))
    removed, _by_model = over.delete()
    return removed


def sender_of(request: HttpRequest, now: datetime) -> str:
    """Return what stands for the sender of `request` today: 64 hexadecimal digits.

    The salt is made of the day and the portal's secret, so the same sender is another one
    tomorrow, and nobody without the secret can try out addresses.
    """
    today = timezone.localdate(now).isoformat()
    network = network_of(request)
    return keyed_hashes(Purpose.SENDERS, salt=f"casework.sender.{today}", value=network)[0]
