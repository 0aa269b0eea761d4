"""How things are: the stamp of everything public, and what is only for some.

The stamp is another one when a page is published, moved or taken down, when a setting, notice or
snippet is saved, and when something is restricted. It is read from the database (`changes`), where
it moves with the change itself.

What is restricted is read for itself, not only when a change tells of it: who closes something
past all signals, in SQL or with a tool, has closed it.
"""

import hashlib
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from core.freshness import changes

# For so long what was last known holds while the database does not answer: others may go on
# changing while this process alone gets no answer.
HOLDS_SECONDS = 60


class Present(NamedTuple):
    """How things are: the stamp of everything public, and what is only for some.

    What is restricted is told by its path in the tree, and with it is all below.
    """

    stamp: str
    restricted_pages: tuple[str, ...]
    restricted_collections: tuple[str, ...]


class Reading(NamedTuple):
    """What was read, and when that began: of two, the one that began later (`turn`) holds."""

    turn: int
    began: float
    present: Present


# What this process last read, and the turn before which nothing counts.
_last: Reading | None = None
_begins_at = 0
_turns = itertools.count(1)
_keeping = threading.Lock()
# What was read inside `read_afresh`, or None outside it.
_read_here: ContextVar[list[Present] | None] = ContextVar("read_here", default=None)


def present() -> Present:
    """Return how things are, at most `CHANGES_KNOWN_WITHIN_SECONDS` old.

    While the database does not answer it is what was last known, for a minute.
    Whoever has changed something and not committed it yet sees what its own transaction sees, and
    tells nobody else.
    """
    only_here = _read_here.get()
    if only_here is not None:
        if not only_here:
            only_here.append(_read())
        return only_here[0]
    if changes.here.are_pending:
        return _read()
    last, now = _last, time.time()
    if last and 0 <= now - last.began < settings.CHANGES_KNOWN_WITHIN_SECONDS:
        return last.present
    try:
        return look().present
    except (OperationalError, InterfaceError):
        if last is None or now - last.began > HOLDS_SECONDS:
            raise
        return last.present


def look() -> Reading:
    """Ask the database how things are, and let the whole process know."""
    global _last
    turn, began = next(_turns), time.time()
    found = Reading(turn, began, _read())
    with _keeping:
        # A thread that was held up must not put what it saw over what has been seen since.
        if turn > _begins_at and (_last is None or turn > _last.turn):
            _last = found
    return found


def last_reading() -> Reading | None:
    """Return what this process last read, however old it is; None when it must ask."""
    return _last


def forget() -> None:
    """Ask the database the next time."""
    global _last, _begins_at
    with _keeping:
        _last, _begins_at = None, next(_turns)


def of_request() -> str:
    """Return the stamp; within a request, the one of its first look.

    What is built of things that the request read before, such as its page, must not be taken for
    newer than they are.
    """
    here = changes.here
    if not here.is_answering:
        return present().stamp
    here.stamp = here.stamp or present().stamp
    return here.stamp


@contextmanager
def read_afresh() -> Iterator[None]:
    """See what the present transaction sees, read once."""
    read = _read_here.set([])
    try:
        yield
    finally:
        _read_here.reset(read)


def _read() -> Present:
    told = changes.sum_of_all()
    pages = PageViewRestriction.objects.order_by("page__path")
    collections = CollectionViewRestriction.objects.order_by("collection__path")
    closed = tuple(pages.values_list("page__path", flat=True))
    if closed:
        told += hashlib.sha256(" ".join(closed).encode()).hexdigest()[:16]
    return Present(told, closed, tuple(collections.values_list("collection__path", flat=True)))
