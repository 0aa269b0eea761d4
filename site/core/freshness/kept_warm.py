"""What the frame needs on every page, kept warm until something public changes.

A kept value is good as long as the stamp under which it was made: another one when a page is
published, moved or taken down, when a setting, notice or snippet is saved, and when something is
restricted. The stamp is read from the database (`changes`), where it moves with the change itself.
Should it ever fail to, by SQL that tells nobody, a value is good for a minute; what is made of kept
values, and of what was made of them, for some minutes.

What is restricted is read for itself, not only when a change tells of it: who closes something
past all signals, in SQL or with a tool, has closed it.

Values lie in the memory of each process, as they are: asking Redis for one takes longer than most
take to be made, and a page needs dozens. So nobody may change what `warm` hands out.

Nothing here grows for ever, whatever readers ask for. Keys name what exists (a page, a menu), never
what somebody may invent; that something does not exist is never kept; every value has an end, and
there are only so many.
"""

import hashlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, transaction
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from core.freshness import changes
from core.freshness.in_process import InProcess

T = TypeVar("T")
GOOD_SECONDS = 60
# What an outage of the database must find, though nobody has read it for days.
REMEMBERED_SECONDS = 7 * 24 * 3600
# More than the frame and all lists of a portal need at once.
MOST_VALUES = 5000
in_process = InProcess(MOST_VALUES)
# Hundreds of kilobytes each, at most.
MOST_PAGES = 100
pages = InProcess(MOST_PAGES)
# Some kilobytes each.
MOST_ENTRIES = 1000
entries = InProcess(MOST_ENTRIES)
# What `warm` has built inside `afresh`, or None outside it.
_only_here: ContextVar[dict[str, Any] | None] = ContextVar("only_here", default=None)


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
# What was read inside `afresh`, or None outside it.
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
        # Not for longer: others may go on changing while this process alone gets no answer.
        if last is None or now - last.began > GOOD_SECONDS:
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


def _read() -> Present:
    told = changes.sum_of_all()
    pages = PageViewRestriction.objects.order_by("page__path")
    collections = CollectionViewRestriction.objects.order_by("collection__path")
    closed = tuple(pages.values_list("page__path", flat=True))
    if closed:
        told += hashlib.sha256(" ".join(closed).encode()).hexdigest()[:16]
    return Present(told, closed, tuple(collections.values_list("collection__path", flat=True)))


# ---------------------------------------------------------------- keeping


def warm(
    key: str,
    build: Callable[[], T],
    *,
    until: Callable[[T], datetime | None] = lambda _built: None,
    keeper: InProcess = in_process,
) -> T:
    """Return what `build` returned under the present stamp, calling it only when needed.

    `until` tells of what was built when time alone makes it another, if it does. `keeper` is
    where it lies: `pages` for what belongs to one page and is large.

    None, which says that there is no such thing, is not kept: readers choose what is missing. Nor
    is what is built in the middle of a change, which others may never see. What is returned is
    shared, and never to be changed.
    """
    only_here = _only_here.get()
    if only_here is not None:
        if key not in only_here:
            only_here[key] = build()
        found: T = only_here[key]
        return found
    if changes.here.are_pending:
        return build()
    stamp = _stamp()
    kept: T | None = keeper.get(key, stamp)
    if kept is not None:
        return kept
    built = build()
    if built is not None:
        keeper.put(key, stamp, built, seconds=GOOD_SECONDS, ends=until(built))
    return built


def warm_each(
    name: str,
    numbers: Sequence[int],
    build: Callable[[Sequence[int]], Mapping[int, T]],
    *,
    keeper: InProcess = in_process,
) -> dict[int, T]:
    """Return what `build` returned for each of the numbers, calling it once, for what is needed."""
    if _only_here.get() is not None or changes.here.are_pending:
        return dict(build(numbers))
    stamp = _stamp()
    found: dict[int, T] = {}
    for number in numbers:
        kept = keeper.get(f"{name}:{number}", stamp)
        if kept is not None:
            found[number] = kept
    missing = [number for number in numbers if number not in found]
    for number, built in build(missing).items() if missing else ():
        keeper.put(f"{name}:{number}", stamp, built, seconds=GOOD_SECONDS, ends=None)
        found[number] = built
    return found


def _stamp() -> str:
    """Return the present stamp; within a request, the one of its first look.

    What is built of things that the request read before, such as its page, must not be taken for
    newer than they are.
    """
    here = changes.here
    if not here.is_answering:
        return present().stamp
    if here.stamp is None:
        here.stamp = present().stamp
    return here.stamp


def remember(key: str, value: T) -> T:
    """Return `value`, and keep it for `last_known`, unless it may never come to be."""
    if _only_here.get() is None and not changes.here.are_pending:
        cache.set(f"last:{key}", value, timeout=REMEMBERED_SECONDS)
    return value


def last_known(key: str) -> Any:
    """Return what was last remembered under `key`, however old it is, or None."""
    return cache.get(f"last:{key}")


@contextmanager
def afresh() -> Iterator[None]:
    """See what the present transaction sees: use nothing that was kept, and keep nothing.

    For what is written from public content before the change of it is committed.
    """
    built, read = _only_here.set({}), _read_here.set([])
    try:
        yield
    finally:
        _only_here.reset(built)
        _read_here.reset(read)


def move() -> None:
    """Make everything that is kept warm old as soon as the present transaction is committed."""
    changes.note()
    transaction.on_commit(forget)
