"""Where the bytes of one request or answer lie while they wait: little in memory, much on disk."""

import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO

# What a form of words seldom exceeds stays in memory.
_SMALL = 64 * 1024
# What all bodies of a process may hold, and as much again all answers. Beyond it on disk, as on a
# full disk, memory must do.
_ON_DISK = 1024 * 1024 * 1024
_IN_MEMORY = 128 * 1024 * 1024


class NoRoom(Exception):
    """Neither the disk nor the memory set aside for this holds more."""


class Room:
    """So many bytes and no more, shared by all threads of the process."""

    def __init__(self, most: int) -> None:
        self.left = most
        self._lock = threading.Lock()

    def take(self, count: int) -> bool:
        """Take `count` bytes, if they are there."""
        with self._lock:
            if count > self.left:
                return False
            self.left -= count
            return True

    def give_back(self, count: int) -> None:
        """Give back what was taken."""
        with self._lock:
            self.left += count


@dataclass(frozen=True)
class Rooms:
    """Where spools of one kind may lie."""

    disk: Room
    memory: Room


# Who fills the one takes nothing from the other.
BODIES = Rooms(Room(_ON_DISK), Room(_IN_MEMORY))
ANSWERS = Rooms(Room(_ON_DISK), Room(_IN_MEMORY))


class Spool:
    """A file that is written once, read once, and gone when it is closed.

    On disk it has no name: when the process dies nothing is left. Where the disk has no room it
    goes on in memory, because a full disk must stop neither readers nor forms of words.
    """

    def __init__(self, rooms: Rooms) -> None:
        self._disk, self._memory = rooms.disk, rooms.memory
        self.file: IO[bytes] = BytesIO()
        self.size = 0
        self._on_disk = 0
        self._in_memory = 0

    def write(self, data: bytes) -> None:
        """Add to the end. Raises NoRoom."""
        if self._on_disk:
            if self._written(data):
                return
            self._back_to_memory()
        if self.size + len(data) > _SMALL and not self._in_memory and self._to_disk(data):
            return
        if self.size + len(data) > _SMALL:
            held = self.size + len(data) - self._in_memory
            if not self._memory.take(held):
                raise NoRoom
            self._in_memory += held
        self.file.write(data)
        self.size += len(data)

    def rewound(self) -> IO[bytes]:
        """Return the file, to be read from its beginning."""
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        """Give back all room."""
        with suppress(OSError):
            self.file.close()
        self._disk.give_back(self._on_disk)
        self._memory.give_back(self._in_memory)
        self._on_disk = self._in_memory = 0

    def _to_disk(self, data: bytes) -> bool:
        """Move to the disk and write `data` there; whether there was room."""
        kept = self.file
        try:
            # Unbuffered, so that what does not fit is known at once.
            self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - lives on
        except OSError:
            return False
        before, self.size = kept.getvalue(), 0  # type: ignore[attr-defined]
        if self._written(before) and self._written(data):
            return True
        self.file.close()
        self._disk.give_back(self._on_disk)
        self.file, self.size, self._on_disk = kept, len(before), 0
        return False

    def _written(self, data: bytes) -> bool:
        if not self._disk.take(len(data)):
            return False
        try:
            fits = self.file.write(data) == len(data)
        except OSError:
            fits = False
        if not fits:
            self._disk.give_back(len(data))
            return False
        self._on_disk += len(data)
        self.size += len(data)
        return True

    def _back_to_memory(self) -> None:
        """Read what is on the disk, and let go of it."""
        if not self._memory.take(self.size):
            raise NoRoom
        self._in_memory = self.size
        self.file.seek(0)
        kept = BytesIO(self.file.read(self.size))
        kept.seek(0, 2)
        self.file.close()
        self._disk.give_back(self._on_disk)
        self.file, self._on_disk = kept, 0
