"""Writing and reading files of a backup: closed to others, piece by piece, hashed on the way."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20
FILE_MODE = 0o600
FOLDER_MODE = 0o700


def write_new(path: Path) -> BinaryIO:
    """Open a new file that only its owner reads. Raises FileExistsError when there is one."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb")


def write_pieces(path: Path, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Write a new file; return its size and sha256."""
    size, digest = 0, hashlib.sha256()
    with write_new(path) as out:
        for piece in pieces:
            out.write(piece)
            size += len(piece)
            digest.update(piece)
    return size, digest.hexdigest()


def measure(path: Path) -> tuple[int, str]:
    """Return size and sha256 of a file."""
    return measure_pieces(pieces_of(path))


def measure_pieces(pieces: Iterable[bytes]) -> tuple[int, str]:
    """Return size and sha256 of what comes in pieces."""
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield what is in a file."""
    with path.open("rb") as content:
        while piece := content.read(_PIECE):
            yield piece


def make_folders(folder: Path, *, below: Path) -> None:
    """Make `folder` and those between it and `below`, for their owner only."""
    for each in reversed([folder, *folder.parents]):
        if each.is_relative_to(below):
            each.mkdir(mode=FOLDER_MODE, exist_ok=True)
