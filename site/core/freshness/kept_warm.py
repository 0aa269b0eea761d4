"""What the frame needs on every page, kept warm until something public changes.

A kept value is good as long as the stamp under which it was made: another one when a page is
published, moved or taken down, when a setting, notice or snippet is saved, and when something is
restricted. The stamp is read from the database (`present`), where it moves with the change itself.
Should it ever fail to, by SQL that tells nobody, a value is good for a minute at most.

Nothing here grows for ever, whatever readers ask for. Keys name what exists (a page, a menu), never
what somebody may invent; that something does not exist is never kept; and every key has an end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2s
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction

from core.freshness import changes
from core.freshness.present import forget, present, read_anew

T = TypeVar("T")
GOOD_SECONDS = 60
# What an outage of the database must find, though nobody has read it for days.
REMEMBERED_SECONDS = 7 * 24 * 3600
# What `warm` has built inside `afresh`, or None outside it.
_only_here: ContextVar[dict[str, Any] | None] = ContextVar("only_here", default=None)


def warm(key: str, build: Callable[[], T]) -> T:
    """Return what `build` returned under the present stamp, calling it only when needed.

    None, which says that there is no such thing, is not kept: readers choose what is missing. Nor
    is what is built in the middle of a change, which others may never see.
    """
    only_here = _only_here.get()
    if only_here is not None:
        if key not in only_here:
            only_here[key] = build()
        found: T = only_here[key]
        return found
    if changes.here.are_pending:
        return build()
    now = present().stamp
    kept = cache.get(_named(key))
    if kept is not None and kept[0] == now:
        value: T = kept[1]
        return value
    built = build()
    if built is not None:
        cache.set(_named(key), (now, built), timeout=GOOD_SECONDS)
    return built


def _named(key: str) -> str:
    """Return the name of a key: short and plain, whatever path a reader has made up.

    Django warns of a long one, and Python keeps every different warning for ever.
    """
    return f"warm:{blake2s(key.encode(), digest_size=16).hexdigest()}"


def remember(key: str, value: T) -> T:
    """Return `value`, and keep it for `last_known`."""
    cache.set(f"last:{_named(key)}", value, timeout=REMEMBERED_SECONDS)
    return value


def last_known(key: str) -> Any:
    """Return what was last remembered under `key`, however old it is, or None."""
    return cache.get(f"last:{_named(key)}")


@contextmanager
def afresh() -> Iterator[None]:
    """See what the present transaction sees: use nothing that was kept, and keep nothing.

    For what is written from public content before the change of it is committed.
    """
    token = _only_here.set({})
    try:
        with read_anew():
            yield
    finally:
        _only_here.reset(token)


def move() -> None:
    """Make everything that is kept warm old as soon as the present transaction is committed."""
    changes.note()
    transaction.on_commit(forget)
