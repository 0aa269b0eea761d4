"""For how long, and by how many at once, a bucket is waited for while somebody waits for an answer.

A bucket that takes connections and answers nothing must not hold all threads of a process: pages
need no bucket. Whatever is no request, such as the worker and a backup, is patient.
"""

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, local
from typing import NamedTuple

from botocore.config import Config
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from s3transfer.exceptions import RetriesExceededError

# Of the four threads of a process one at least is left for what needs no bucket.
MOST_AT_ONCE = 3
# For how long a process asks no more after a bucket did not answer.
RESTS_SECONDS = 5.0
_TIMED_OUT = (ConnectTimeoutError, ReadTimeoutError)


class Waiting(NamedTuple):
    """How somebody waits: for the bucket, and for a turn to ask it."""

    client: Config
    turn_s: float | None


def _client(connecting_s: float, reading_s: float, attempts: int) -> Config:
    return Config(
        connect_timeout=connecting_s,
        read_timeout=reading_s,
        retries={"total_max_attempts": attempts},
        max_pool_connections=MOST_AT_ONCE,
    )


# A reader hears within five seconds; a file that has been sent may take its time to be stored.
READING = Waiting(_client(2, 2.5, 1), 0.4)
WRITING = Waiting(_client(2, 10, 1), 5.0)
PATIENT = Waiting(_client(5, 30, 3), None)


class Turns:
    """Who asks the buckets just now. Threads of a process share it, and all its buckets."""

    def __init__(self) -> None:
        self._is_hurried = False
        self._rests_until = 0.0
        self._free = BoundedSemaphore(MOST_AT_ONCE)
        self._own = local()

    def hurry(self, *, on: bool = True) -> None:
        """Let nobody wait for long: called by what serves."""
        self._is_hurried = on
        self._rests_until = 0.0

    def waiting(self) -> Waiting:
        """Return how this thread waits just now."""
        held: Waiting | None = getattr(self._own, "held", None)
        return held or (READING if self._is_hurried else PATIENT)

    @contextmanager
    def taken(self, hurried: Waiting) -> Iterator[None]:
        """Ask a bucket. Raises OSError when it rests, or too many wait for it."""
        if not self._is_hurried or getattr(self._own, "held", None):
            yield
            return
        if time.monotonic() < self._rests_until:
            raise OSError(errno.EIO, "The bucket did not answer a moment ago")
        if not self._free.acquire(timeout=hurried.turn_s):
            raise OSError(errno.EIO, "Too many wait for the bucket")
        self._own.held = hurried
        try:
            yield
        except (*_TIMED_OUT, RetriesExceededError) as failure:
            # The last is what becomes of a time-out in the middle of a file.
            if isinstance(getattr(failure, "last_exception", failure), _TIMED_OUT):
                self._rests_until = time.monotonic() + RESTS_SECONDS
            raise
        finally:
            self._own.held = None
            self._free.release()


turns = Turns()
