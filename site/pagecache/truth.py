"""What is known of how things are, by when it was asked: at most once a second for a process."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, Protocol

# So long what is known counts as the present; from AHEAD_S on it is asked for while it still does.
FRESH_S, AHEAD_S = 1.0, 0.7
# Longer than the database is given to tell it. So old may be what is told while it does not.
WAITS_S, OLDEST_S = 2.5, 5.0
_STATES_REMEMBERED = 8


class Reading(Protocol):
    """How things were, and when that began to be read."""

    @property
    def began(self) -> float:
        """By the clock."""

    @property
    def present(self) -> Any:
        """Equal to another as long as nothing has changed."""


class Known(NamedTuple):
    """`state` is the same object for as long as nothing has changed."""

    began: float
    state: Any


class Truth:
    """Knows how things are. `last` tells what the process knows, `ask` asks anew, in a thread."""

    def __init__(
        self,
        last: Callable[[], Reading | None],
        ask: Callable[[], object],
        clock: Callable[[], float],
        threads: Executor,
    ) -> None:
        self._last, self._ask, self._clock, self._threads = last, ask, clock, threads
        self._taken: Reading | None = None
        self._known: Known | None = None
        self._confirmed: dict[Any, float] = {}
        self._asking: Future[object] | None = None
        self._asked_at, self._asked_by = 0.0, 0.0

    def known(self, now: float, within: float = FRESH_S) -> Known | None:
        """Return what is known, if it is known since `within` seconds at most."""
        last = self._last()
        if last is not self._taken:
            self._take(last)
        known = self._known
        # A clock that is set back a little makes nobody wait.
        if known is None or not -FRESH_S < now - known.began < within:
            return None
        if now - known.began >= AHEAD_S:
            self._begin(now)
        return known

    def held_until(self, state: Any) -> float:
        """Return when a state was last known to be the present one."""
        return self._confirmed.get(state, 0.0)

    async def refreshed(self, within: float = AHEAD_S) -> bool:
        """Wait until more is known, if that is older than `within`.

        False where it is not told, or not in time.
        """
        asking = self._begin(self._clock(), within)
        left = self._asked_by + WAITS_S - time.monotonic()
        if asking and left > 0:
            await asyncio.wait({asyncio.wrap_future(asking)}, timeout=left)
        # Somebody else may have begun to ask anew meanwhile.
        return _told(asking or self._asking)

    def _begin(self, now: float, within: float = AHEAD_S) -> "Future[object] | None":
        if self._asking and not self._asking.done():
            return self._asking
        last = self._last()
        if last is not None and -FRESH_S < now - last.began < within:
            return None
        if self._asking and not _told(self._asking) and 0 <= now - self._asked_at < FRESH_S:
            # It was not told just now: that is asked once a second as well.
            return None
        self._asked_at, self._asked_by = now, time.monotonic()
        self._asking = self._threads.submit(self._ask)
        return self._asking

    def _take(self, last: Reading | None) -> None:
        self._taken = last
        if last is None:
            self._known = None
            return
        same = next((state for state in self._confirmed if state == last.present), last.present)
        # The one that was true last stands last.
        self._confirmed.pop(same, None)
        self._confirmed[same] = last.began
        self._known = Known(last.began, same)
        while len(self._confirmed) > _STATES_REMEMBERED:
            del self._confirmed[next(iter(self._confirmed))]


def _told(asking: "Future[object] | None") -> bool:
    """Whether somebody who was asked has told how things are."""
    return bool(asking and asking.done() and not asking.exception() and asking.result())
