"""Names for processes, by which others on the same host can tell whether one is still there."""

import os
import socket
from pathlib import Path

# A name has to fit into a lease.
_HOST_LENGTH = 50


def own_name() -> str:
    """Return the name of this process, such as "host:4026531836:1234"."""
    return f"{_surroundings()}:{os.getpid()}"


def has_ended(name: str) -> bool:
    """Whether the process of that name ran here and is gone; False when it ran elsewhere."""
    surroundings, _colon, number = name.rpartition(":")
    if surroundings != _surroundings() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _surroundings() -> str:
    """Host and, on Linux, the space in which process numbers hold: containers have their own."""
    try:
        space = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    except OSError:
        space = str(Path("/").stat().st_dev)
    return f"{socket.gethostname()[:_HOST_LENGTH]}:{space}"
