"""Where entries lie: so many bytes and no more, and a flood of addresses takes little of it.

What is new is on probation, in a quarter of the room. What is asked for again is protected: it
goes back on probation only when others that were asked for again need the place.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterator

from pagecache.entries import Entry

# Of all bytes: one entry at most, and what is on probation.
_ONE_OF, _ON_PROBATION_OF = 10, 4
# Entries of one path, whatever readers write behind it.
MOST_OF_A_PATH = 64
Key = tuple[Hashable, str]


class Room:
    """Holds entries by key: a place, and the parameters there."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self.evicted = 0
        self._new: OrderedDict[Key, int] = OrderedDict()
        self._protected: OrderedDict[Key, int] = OrderedDict()
        self._new_bytes = 0
        self._entries: dict[Key, Entry] = {}
        self._of_path: dict[Hashable, OrderedDict[Key, None]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Key]:
        return iter(list(self._entries))

    def peek(self, key: Key) -> Entry | None:
        """Return what lies there, without a sign that it was wanted."""
        return self._entries.get(key)

    def used(self, key: Key) -> None:
        """Note that an entry was asked for again."""
        if key in self._protected:
            self._protected.move_to_end(key)
        elif (size := self._new.pop(key, None)) is not None:
            self._new_bytes -= size
            self._protected[key] = size
            self._make_room()
        self._of_path[key[0]].move_to_end(key)

    def put(self, key: Key, entry: Entry) -> bool:
        """Keep an entry, in the place of an older one; whether it is small enough."""
        size = entry.size + len(key[1]) + len(str(key[0]))
        if size > self.most // _ONE_OF:
            self.drop(key)
            return False
        was_protected = key in self._protected
        self._forget(key)
        self._entries[key] = entry
        self.bytes += size
        if was_protected:
            self._protected[key] = size
        else:
            self._new[key] = size
            self._new_bytes += size
        of_path = self._of_path.setdefault(key[0], OrderedDict())
        of_path[key] = None
        of_path.move_to_end(key)
        if len(of_path) > MOST_OF_A_PATH:
            # The last is the one that has come; before it, those on probation go first.
            others = list(of_path)[:-1]
            self.drop(next((each for each in others if each in self._new), others[0]))
        self._make_room()
        return key in self._entries

    def grown(self, key: Key, entry: Entry) -> None:
        """Count what was added to an entry, if it is still there."""
        if self._entries.get(key) is entry:
            self.put(key, entry)

    def drop(self, key: Key) -> None:
        """Keep an entry no longer."""
        if key in self._entries:
            self.evicted += 1
            self._forget(key)
            of_path = self._of_path[key[0]]
            del of_path[key]
            if not of_path:
                del self._of_path[key[0]]

    def clear(self) -> None:
        """Keep nothing."""
        for key in list(self._entries):
            self.drop(key)

    def _forget(self, key: Key) -> None:
        if self._entries.pop(key, None) is None:
            return
        if (size := self._new.pop(key, None)) is not None:
            self._new_bytes -= size
        else:
            size = self._protected.pop(key)
        self.bytes -= size

    def _make_room(self) -> None:
        probation = self.most // _ON_PROBATION_OF
        while self.bytes - self._new_bytes > self.most - probation:
            key, size = self._protected.popitem(last=False)
            self._new[key] = size
            self._new_bytes += size
        while self._new_bytes > probation:
            self.drop(next(iter(self._new)))
