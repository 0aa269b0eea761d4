"""Requests that ask how the portal is: answered although every thread waits for something."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_LOOKING = ("GET", "HEAD")


@dataclass(frozen=True)
class Probes:
    """Two kinds of them, by path."""

    # What the event loop answers itself: text alone.
    at_once: Mapping[str, bytes] = field(default_factory=dict)
    # What has one thread for itself. Its answer is the same for all who ask at once.
    apart: frozenset[str] = frozenset()

    def answer(self, method: str, path: str) -> bytes | None:
        """Return what to answer at once, if anything."""
        return self.at_once.get(path) if method in _LOOKING else None

    def is_apart(self, method: str, path: str) -> bool:
        """Whether this is asked in the thread apart."""
        return method in _LOOKING and path in self.apart
