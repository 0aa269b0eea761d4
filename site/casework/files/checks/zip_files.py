"""Opens zip files of strangers: bounded, whole, and only where nothing is hidden in them."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from casework.files.file_types import FileRefused, Reason

ZIP_MAGIC = b"PK\x03\x04"
MOST_ENTRIES = 2000
# What everything inside may be together, in bytes, nested files included.
MOST_INFLATED = 100 * 1024 * 1024
# How many elements are looked at one by one: seconds of work, thousands of pages.
MOST_ELEMENTS = 1_000_000
_MOST_DIRECTORY = 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_LOCAL_HEADER = 30
_CHUNK = 64 * 1024
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, RuntimeError)


@dataclass
class Allowance:
    """How much may still come out of a file and be read, over all levels."""

    left: int = MOST_INFLATED
    elements: int = MOST_ELEMENTS

    def take(self, count: int) -> None:
        """Use up `count` bytes; raise FileRefused when there are not so many left."""
        self.left -= count
        if self.left < 0:
            raise FileRefused(Reason.BOMB)


def open_zip(file: BinaryIO, allowance: Allowance) -> zipfile.ZipFile:
    """Return the zip file, or raise FileRefused when its directory alone speaks against it."""
    directory_at, end_at = _directory(file)
    try:
        opened = zipfile.ZipFile(file)
    except _BROKEN as broken:
        raise FileRefused(Reason.BROKEN) from broken
    _check_entries(opened.infolist(), directory_at)
    if sum(entry.file_size for entry in opened.infolist()) > allowance.left:
        raise FileRefused(Reason.BOMB)
    if end_at < directory_at:
        raise FileRefused(Reason.BROKEN)
    return opened


def inflated(
    opened: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance | None
) -> Iterator[bytes]:
    """Inflate an entry part by part, checking its size and sum.

    What has been inflated once before costs no `allowance`.
    """
    try:
        with opened.open(entry) as inflating:
            while part := inflating.read(_CHUNK):
                if allowance:
                    allowance.take(len(part))
                yield part
    except _BROKEN as broken:
        raise FileRefused(Reason.BROKEN) from broken


def _directory(file: BinaryIO) -> tuple[int, int]:
    """Return where the directory begins and ends, read before anything is made of it.

    The end record must be the last of the file, and the directory right before it: then nothing
    stands before, between or behind that another program would read as another kind of file.
    """
    size = file.seek(0, 2)
    if size < _END.size:
        raise FileRefused(Reason.BROKEN)
    file.seek(size - _END.size)
    magic, disk, first_disk, here, entries, length, begins, comment = _END.unpack(
        file.read(_END.size)
    )
    if magic != _END_MAGIC or comment or disk or first_disk or here != entries:
        raise FileRefused(Reason.BROKEN)
    if entries > MOST_ENTRIES or length > _MOST_DIRECTORY:
        raise FileRefused(Reason.BOMB)
    if begins + length != size - _END.size:
        raise FileRefused(Reason.POLYGLOT)
    return begins, begins + length


def _check_entries(entries: list[zipfile.ZipInfo], directory_at: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise FileRefused(Reason.BOMB)
    if len({entry.filename for entry in entries}) != len(entries):
        raise FileRefused(Reason.BROKEN)
    for entry in entries:
        _check_entry(entry)
    _refuse_overlaps(entries, directory_at)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise FileRefused(Reason.ENCRYPTED)
    if entry.compress_type not in _KNOWN_METHODS:
        raise FileRefused(Reason.BROKEN)
    if entry.filename.startswith("/") or ".." in entry.filename.replace("\\", "/").split("/"):
        raise FileRefused(Reason.BROKEN)


def _refuse_overlaps(entries: list[zipfile.ZipInfo], directory_at: int) -> None:
    """Two entries that share their bytes are how a small file grows beyond measure."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < at:
            raise FileRefused(Reason.BOMB)
        at = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    if at > directory_at:
        raise FileRefused(Reason.BOMB)
