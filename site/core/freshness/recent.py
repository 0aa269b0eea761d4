"""What each process asks the database for at most once a second, however many requests need it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError

from core.freshness import changes

T = TypeVar("T")


class Recent(Generic[T]):
    """One thing that `read` reads, at most `CHANGES_KNOWN_WITHIN_SECONDS` old.

    While the database does not answer nobody changes anything: then it is what was last known.
    Whoever has changed something and not committed it yet sees what its own transaction sees, and
    tells nobody else.
    """

    def __init__(self, name: str, read: Callable[[], T]) -> None:
        self._read = read
        self._last: tuple[float, T] | None = None
        # What was read inside `anew`, or None outside it.
        self._only_here: ContextVar[list[T] | None] = ContextVar(name, default=None)

    def value(self) -> T:
        """Return what was read last, or read it."""
        only_here = self._only_here.get()
        if only_here is not None:
            if not only_here:
                only_here.append(self._read())
            return only_here[0]
        if changes.are_pending():
            return self._read()
        last, now = self._last, time.time()
        if last and 0 <= now - last[0] < settings.CHANGES_KNOWN_WITHIN_SECONDS:
            return last[1]
        try:
            found = self._read()
        except (OperationalError, InterfaceError):
            if last is None:
                raise
            return last[1]
        self._last = (now, found)
        return found

    def forget(self) -> None:
        """Ask the database the next time."""
        self._last = None

    @contextmanager
    def anew(self) -> Iterator[None]:
        """See what the present transaction sees, and tell nobody else of it."""
        token = self._only_here.set([])
        try:
            yield
        finally:
            self._only_here.reset(token)
