"""What the portal writes is for its own user only: 0600, and 0700 for folders."""

import os
from contextlib import suppress
from pathlib import Path

_NOT_FOR_OTHERS = 0o077
# What these write is code, which belongs to everybody who works on it.
_WRITE_CODE = frozenset({"makemigrations", "makemessages", "compilemessages"})


def keep_to_ourselves(command: str = "") -> None:
    """Let every file that this process and those it starts make be closed to others.

    Called before anything is written: SQLite gives the files beside its own the same mode.
    """
    if command not in _WRITE_CODE:
        os.umask(_NOT_FOR_OTHERS)


def close_what_is_there(folder: Path) -> None:
    """Close what an earlier version left open: the folder, which is enough, and what is in it."""
    for each in [folder, *(folder.iterdir() if folder.is_dir() else [])]:
        # What belongs to somebody else is not ours to close.
        with suppress(OSError):
            each.chmod(each.stat().st_mode & ~_NOT_FOR_OTHERS)
