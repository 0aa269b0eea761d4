"""Whether the database answers anybody, so that not every request has to find out anew.

A statement that takes long looks like a database that has fallen silent. Whoever has waited for a
second lets a thread of its own connect anew and ask: where that is answered the statement is only
slow, and goes on. Where it is not, all who wait give up at once, and nobody begins to wait until
the thread, which goes on asking, hears an answer.
"""

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread

from psycopg import OperationalError

# So long a statement may take before somebody looks whether the database answers at all.
SUSPICIOUS_AFTER_S = 1.0
ASKED_AGAIN_AFTER_S = 1.0
logger = logging.getLogger(__name__)


class Silent(OperationalError):
    """The database answers nobody just now."""


class Silence:
    """What this process knows. Threads share it."""

    def __init__(self) -> None:
        self.is_known = False
        self._is_looked_into = False
        self._answered_at = -ASKED_AGAIN_AFTER_S
        # Held by whoever changes one of them.
        self._lock = Lock()

    def refuse(self) -> None:
        """Raise Silent while the database is known to be silent."""
        if self.is_known:
            raise Silent("The database is silent, and asked by one alone")

    def suspect(self, answers: Callable[[], bool]) -> None:
        """Find out in a thread of its own whether the database `answers`.

        Whoever asks connects anew: while it is only slow, that must not become a load of its own.
        """
        with self._lock:
            answered_lately = time.monotonic() - self._answered_at < ASKED_AGAIN_AFTER_S
            if self._is_looked_into or answered_lately:
                return
            try:
                Thread(target=self._look, args=(answers,), name="silence", daemon=True).start()
            except RuntimeError:
                # No thread can be had: the next one who waits tries again.
                return
            self._is_looked_into = True

    def found(self, answers: Callable[[], bool]) -> None:
        """Take it for silent at once: somebody has tried to connect in vain."""
        self.suspect(answers)
        with self._lock:
            # Never without somebody who finds out when it answers again.
            if self._is_looked_into:
                self._become(known=True)

    def _look(self, answers: Callable[[], bool]) -> None:
        try:
            while not answers():
                with self._lock:
                    self._become(known=True)
                time.sleep(ASKED_AGAIN_AFTER_S)
        finally:
            with self._lock:
                self._is_looked_into, self._answered_at = False, time.monotonic()
                self._become(known=False)

    def _become(self, *, known: bool) -> None:
        if known != self.is_known:
            self.is_known = known
            logger.error("The database %s", "has fallen silent" if known else "answers again")


silence = Silence()
