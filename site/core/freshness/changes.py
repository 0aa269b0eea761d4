"""That something public has changed: told in the transaction that changes it, seen with its commit.

A value elsewhere, moved after the commit, can be lost: by a full disk, a cache that hangs or comes
back from a copy, a process that is killed in between. A row cannot. Rows are only added, so that
no two editors wait for each other, and the sum of their numbers is another after each commit,
whichever comes first.
"""

import secrets
from datetime import datetime, timedelta
from threading import local
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import models, transaction
from django.db.models.functions import Now

# Long enough to see what moved when.
KEPT = timedelta(days=1)
# The sum of two billion of them fits into a number of SQLite.
_BITS = 32


class _Here(local):
    # Whether it has changed something that it may not have committed yet.
    are_pending = False
    # Whether it answers a request, and the stamp under which it does from its first look on.
    is_answering = False
    stamp: str | None = None


# What this thread is at.
here = _Here()


def _chance() -> int:
    return secrets.randbits(_BITS)


class PublicChange(models.Model):
    """One change of something public."""

    number = models.BigIntegerField(default=_chance, editable=False)
    made_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M:%S}"


def note() -> None:
    """Tell everybody who asks after the commit; until then keep nothing in this thread."""
    here.are_pending = True
    PublicChange.objects.create()
    transaction.on_commit(_settled)


def sum_of_all() -> str:
    """Return what is another value as soon as a change is committed, or forgotten. One query."""
    told = PublicChange.objects.aggregate(models.Count("pk"), models.Sum("number"))
    return f"{told['pk__count']}:{told['number__sum'] or 0}"


def forget_old(now: datetime) -> int:
    """Remove changes that every process has long seen; return how many."""
    removed, _of_models = PublicChange.objects.filter(made_at__lt=now - KEPT).delete()
    return removed


def connect() -> None:
    """Take a request for a new beginning: what was rolled back before it tells nobody."""
    request_started.connect(begin, dispatch_uid="core.freshness.changes.begun")
    request_finished.connect(end, dispatch_uid="core.freshness.changes.ended")


def begin(**kwargs: Any) -> None:
    """Begin to answer a request in this thread."""
    _settled()
    here.is_answering = True


def end(**kwargs: Any) -> None:
    """Have answered it."""
    here.is_answering, here.stamp = False, None


def _settled() -> None:
    here.are_pending, here.stamp = False, None
