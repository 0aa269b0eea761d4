"""What the frame needs on every page, kept warm until something public changes.

A kept value is good as long as the stamp under which it was made (`present`). Should that ever
fail to move, by SQL that tells nobody, a value is good for a minute; what is made of kept values,
and of what was made of them, for some minutes.

Values lie in the memory of each process, as they are: asking Redis for one takes longer than most
take to be made, and a page needs dozens. So nobody may change what `warm` hands out.

Nothing here grows for ever, whatever readers ask for. Keys name what exists (a page, a menu), never
what somebody may invent; that something does not exist is never kept; every value has an end, and
there are only so many.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from core.freshness import changes
from core.freshness.present import forget, of_request, read_afresh

T = TypeVar("T")


class InProcess:
    """Values under keys, each good for one stamp and until a time; the oldest go first.

    All threads of the process are given the same objects, so nobody may change them.
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet, and never more than `most` values."""
        self._most, self._changing = most, Lock()
        self._kept: dict[str, tuple[str, datetime, datetime, Any]] = {}

    def get(self, key: str, stamp: str) -> Any:
        """Return what is kept under the key and good now, or None."""
        kept = self._kept.get(key)
        # A clock that was set back makes nothing good again.
        if kept is None or kept[0] != stamp or not kept[1] <= timezone.now() < kept[2]:
            return None
        return kept[3]

    def put(self, key: str, stamp: str, value: Any, *, seconds: int, ends: datetime | None) -> None:
        """Keep a value for so many seconds, or until it ends, as long as there is room for it."""
        now = timezone.now()
        until = now + timedelta(seconds=seconds)
        with self._changing:
            # At the end of the row again, which is how the oldest come to stand first.
            self._kept.pop(key, None)
            self._kept[key] = (stamp, now, min(until, ends or until), value)
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]

    def clear(self) -> None:
        """Keep nothing."""
        with self._changing:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)


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
    stamp = changes.here.stamp or of_request()
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
    stamp = changes.here.stamp or of_request()
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
    built = _only_here.set({})
    try:
        with read_afresh():
            yield
    finally:
        _only_here.reset(built)


def move() -> None:
    """Make everything that is kept warm old as soon as the present transaction is committed."""
    changes.note()
    transaction.on_commit(forget)
