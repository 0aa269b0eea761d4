"""How much of what waits at the doorstep may come from one sender."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

# Two requests as large as can be, or a class that sends its pictures at once.
MOST_OF_ONE = 256 * 1024 * 1024


class Shares:
    """The bytes that each sender has said will come, for all threads of the process."""

    def __init__(self, most: int = MOST_OF_ONE) -> None:
        self._most = most
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def held(self, sender: str, count: int) -> Iterator[bool]:
        """Hold `count` bytes for a sender; whether they still fit into its share."""
        with self._lock:
            fits = self._held[sender] + count <= self._most
            self._held[sender] += count if fits else 0
        try:
            yield fits
        finally:
            with self._lock:
                self._held[sender] -= count if fits else 0
                # Nobody who has gone is remembered.
                self._held += Counter()
