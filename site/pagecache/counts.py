"""How requests were answered, counted since this process began, and what each is called."""

from collections import Counter
from collections.abc import Callable

from pagecache.room import Room

Tell = Callable[[str, int, int], None]

NAME = "Trygghetsportalen"
HIT, STALE, COLLAPSED, STORED, MISS = "hit", "stale", "collapsed", "stored", "miss"
# As `Cache-Status` says it (RFC 9211).
SAID = {
    HIT: b"hit",
    STALE: b"hit; detail=stale",
    COLLAPSED: b"fwd=miss; collapsed",
    STORED: b"fwd=miss; stored",
    MISS: b"fwd=miss",
}
_NAME = NAME.encode()
STATUS = {how: (b"cache-status", b"%s; %s" % (_NAME, said)) for how, said in SAID.items()}


class Counts:
    """Counts by a word: how it was answered, or why it passed by.

    `told` hears of each, with the bytes and entries that are kept then.
    """

    def __init__(self, room: Room, told: Tell) -> None:
        self._room, self._told = room, told
        self.by: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()

    def count(self, how: str) -> None:
        """Count an answer that was kept, or asked for to be kept."""
        self.by[how] += 1
        self._told(how, self._room.bytes, len(self._room))

    def passed(self, reason: str) -> str:
        """Count what passed by, and return what is said of it."""
        self.reasons[reason] += 1
        self._told(reason, self._room.bytes, len(self._room))
        return f"{NAME}; fwd=bypass; detail={reason}"
