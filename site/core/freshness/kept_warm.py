"""What the frame needs on every page, kept warm until something public changes.

One stamp per portal, shared by all its processes, moves when a page is published, moved or taken
down, and when a setting, notice or snippet is saved. A kept value is good as long as the stamp
under which it was made, and as what was restricted then is restricted still: that is read from
the database. Reading never writes to the stamp, so a full disk stops no reader.

Nothing here grows for ever, whatever readers ask for. Keys name what exists (a page, a menu), never
what somebody may invent; that something does not exist is never kept; and every key has an end.
"""

import hashlib
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2s
from typing import Any, TypeVar

from django.core.cache import cache, caches
from django.db import transaction

from core.freshness import restrictions

T = TypeVar("T")
_STAMP = "public"
# What nobody reads for so long is forgotten; what is read is written anew each day, so that an
# outage of the database finds what `last_known` needs.
KEPT_SECONDS = 7 * 24 * 3600
_RENEWED_SECONDS = 24 * 3600
# What `warm` has built inside `afresh`, or None outside it.
_only_here: ContextVar[dict[str, Any] | None] = ContextVar("only_here", default=None)


def stamp() -> str:
    """Return the present stamp of everything public; another one when something is restricted."""
    pages = " ".join(restrictions.restricted().pages)
    closed = hashlib.sha256(pages.encode()).hexdigest()[:16] if pages else ""
    return f"{caches['stamps'].get(_STAMP, 'first')}{closed}"


def warm(key: str, build: Callable[[], T]) -> T:
    """Return what `build` returned under the present stamp, calling it only when needed.

    None, which says that there is no such thing, is not kept: readers choose what is missing.
    """
    only_here = _only_here.get()
    if only_here is not None:
        if key not in only_here:
            only_here[key] = build()
        found: T = only_here[key]
        return found
    now = stamp()
    kept = cache.get(_named(key))
    if kept is not None and kept[0] == now:
        value: T = kept[1]
        if time.time() - kept[2] > _RENEWED_SECONDS:
            _keep(key, now, value)
        return value
    built = build()
    if built is not None:
        _keep(key, now, built)
    return built


def _keep(key: str, under: str, value: Any) -> None:
    cache.set(_named(key), (under, value, time.time()), timeout=KEPT_SECONDS)


def _named(key: str) -> str:
    """Return the name of a key: short and plain, whatever path a reader has made up.

    Django warns of a long one, and Python keeps every different warning for ever.
    """
    return f"warm:{blake2s(key.encode(), digest_size=16).hexdigest()}"


def last_known(key: str) -> Any:
    """Return what `warm` last kept under `key`, however old it is, or None."""
    kept = cache.get(_named(key))
    return kept[1] if kept is not None else None


@contextmanager
def afresh() -> Iterator[None]:
    """See what the present transaction sees: use nothing that was kept, and keep nothing.

    For what is written from public content before the change of it is committed.
    """
    token = _only_here.set({})
    try:
        with restrictions.read_anew():
            yield
    finally:
        _only_here.reset(token)


def move() -> None:
    """Make everything that is kept warm old, once the present transaction is committed.

    What is committed stays so when the cache is away then: that is logged, and whatever else waits
    for the commit is done.
    """
    restrictions.forget()
    transaction.on_commit(_move, robust=True)


def _move() -> None:
    restrictions.forget()
    caches["stamps"].set(_STAMP, uuid.uuid4().hex, timeout=None)
