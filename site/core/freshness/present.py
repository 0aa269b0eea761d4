"""What each process asks the database for at most once a second, however many requests need it.

What is restricted is read for itself, not only when a change tells of it: who closes something
past all signals, in SQL or with a tool, has closed it.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from core.freshness import changes


class Present(NamedTuple):
    """How things are: the stamp of everything public, and what is only for some.

    What is restricted is told by its path in the tree, and with it is all below.
    """

    stamp: str
    restricted_pages: tuple[str, ...]
    restricted_collections: tuple[str, ...]


# What this process last read, and when.
_last: tuple[float, Present] | None = None
# What was read inside `read_anew`, or None outside it.
_only_here: ContextVar[list[Present] | None] = ContextVar("only_here", default=None)


def present() -> Present:
    """Return how things are, at most `CHANGES_KNOWN_WITHIN_SECONDS` old.

    While the database does not answer nobody changes anything: then it is what was last known.
    Whoever has changed something and not committed it yet sees what its own transaction sees, and
    tells nobody else.
    """
    global _last
    only_here = _only_here.get()
    if only_here is not None:
        if not only_here:
            only_here.append(_read())
        return only_here[0]
    if changes.here.are_pending:
        return _read()
    last, now = _last, time.time()
    if last and 0 <= now - last[0] < settings.CHANGES_KNOWN_WITHIN_SECONDS:
        return last[1]
    try:
        found = _read()
    except (OperationalError, InterfaceError):
        if last is None:
            raise
        return last[1]
    _last = (now, found)
    return found


def forget() -> None:
    """Ask the database the next time."""
    global _last
    _last = None


@contextmanager
def read_anew() -> Iterator[None]:
    """See what the present transaction sees, and tell nobody else of it."""
    token = _only_here.set([])
    try:
        yield
    finally:
        _only_here.reset(token)


def _read() -> Present:
    told = changes.sum_of_all()
    pages = PageViewRestriction.objects.order_by("page__path")
    collections = CollectionViewRestriction.objects.order_by("collection__path")
    closed = tuple(pages.values_list("page__path", flat=True))
    if closed:
        told += hashlib.sha256(" ".join(closed).encode()).hexdigest()[:16]
    return Present(told, closed, tuple(collections.values_list("collection__path", flat=True)))
