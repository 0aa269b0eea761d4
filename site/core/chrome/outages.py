"""Telling an outage from a mistake of ours, and how else to reach us meanwhile."""

import errno
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError
from django.http import HttpRequest, UnreadablePostError

from core.freshness.kept_warm import last_known

# Where the ways in which a bucket or Redis fails come from: their clients, which only some
# installations have, and which take megabytes of a process. None of their errors is a mistake of
# whoever asks.
_REDIS = frozenset({"redis.exceptions"})
_BUCKET = frozenset({"botocore.exceptions", "boto3.exceptions", "s3transfer.exceptions"})
# A full, failing or read-only disk, or a file that may not grow.
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})

# SQLITE_CORRUPT and SQLITE_NOTADB, which Django passes on as words only.
_DAMAGE = ("disk image is malformed", "file is not a database")


def is_outage(exception: BaseException | None) -> bool:
    """Whether `exception` says that database, cache, disk or bucket does not do its work for now.

    A value or a relation that the database refuses is a mistake, not an outage. A missing table
    counts as one: the database is there, but not ready.
    """
    if isinstance(exception, IntegrityError | DataError | UnreadablePostError):
        # The last is the sender's connection, which breaks with the same numbers as a disk.
        return False
    if isinstance(exception, DatabaseError | InterfaceError):
        return True
    if isinstance(exception, OSError) and exception.errno in _DISK:
        return True
    return _comes_from(_BUCKET | _REDIS, exception)


def _comes_from(clients: frozenset[str], exception: BaseException | None) -> bool:
    return not clients.isdisjoint(kind.__module__ for kind in type(exception).__mro__)


def is_damage(exception: BaseException | None) -> bool:
    """Whether SQLite says that its file is none, or not whole. It does not mend by waiting."""
    told = str(exception)
    return isinstance(exception, DatabaseError) and any(each in told for each in _DAMAGE)


class Tracebacks:
    """How often the whole story of a failure is told: while it lasts every request meets it."""

    ONCE_IN_S = 60.0

    def __init__(self) -> None:
        self._told_at: dict[type[BaseException], float] = {}

    def are_wanted(self, exception: BaseException) -> bool:
        """Whether the last one of its kind was told a minute ago or more; then this one is told."""
        now = time.time()
        last = self._told_at.get(type(exception))
        if last is not None and now - last < self.ONCE_IN_S:
            return False
        self._told_at[type(exception)] = now
        return True


tracebacks = Tracebacks()


def what_is_out(exception: BaseException | None) -> str:
    """Return what does not do its work: "database", "cache" or "storage"."""
    if isinstance(exception, DatabaseError | InterfaceError):
        return "database"
    return "cache" if _comes_from(_REDIS, exception) else "storage"


@dataclass(frozen=True)
class Contact:
    """A telephone number and a mailbox; either may be empty."""

    phone: str
    email: str


def last_known_contact(request: HttpRequest) -> Contact:
    """Return the contact that the portal's settings last named, without asking the database.

    A process that has not yet served a page knows only what the environment says.
    """
    site = getattr(request, "_wagtail_site", None)
    known = last_known(f"settings:{site.pk}") if site else None
    return Contact(
        phone=getattr(known, "contact_phone", "") or settings.CONTACT_PHONE,
        email=getattr(known, "contact_email", "") or settings.CONTACT_EMAIL,
    )
