"""What one process keeps: so many values and no more, each until a time."""

from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from django.utils import timezone


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
