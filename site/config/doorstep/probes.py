"""Requests that ask how the portal is: answered although every thread waits for something."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Probes:
    """Two kinds of them, by path."""

    # What the event loop answers itself: text alone.
    at_once: Mapping[str, bytes] = field(default_factory=dict)
    # What has one thread for itself.
    apart: frozenset[str] = frozenset()

    def answer(self, method: str, path: str) -> bytes | None:
        """Return what to answer at once, if anything."""
        return self.at_once.get(path) if method in ("GET", "HEAD") else None
