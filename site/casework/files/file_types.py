"""What kind of file something is, told by its content alone, and what we never take.

Plain Python. A name or a declared type is a claim of the sender and is not asked.
"""

from dataclasses import dataclass
from enum import StrEnum

# What one file may weigh, in bytes, and how many a case may begin with.
MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 5


class Reason(StrEnum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY = "too_many"
    WRONG_TYPE = "wrong_type"
    MACROS = "macros"
    # Asks another program for data, and may start it.
    DDE = "dde"
    # Fetches a template or more from elsewhere as soon as it is opened.
    REMOTE = "remote"
    # Holds a program, or something that we cannot see into.
    EMBEDDED = "embedded"
    # JavaScript in a PDF, and a PDF that starts a program.
    SCRIPT = "script"
    LAUNCH = "launch"
    ENCRYPTED = "encrypted"
    # Grows beyond measure when it is opened.
    BOMB = "bomb"
    # Is two kinds of file at once.
    POLYGLOT = "polyglot"
    BROKEN = "broken"
    # Its name promises another kind of file; where files are published under their names.
    MISNAMED = "misnamed"
    INFECTED = "infected"
    # No fault of the file: the virus scanner does not answer.
    UNSCANNED = "unscanned"
    # No fault of the file: so much waits already that no more is taken just now.
    NO_ROOM = "no_room"


class FileRefused(Exception):
    """A file that we do not take. Holds the reason and nothing about the file."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class FileType:
    """A kind of file: the extension that we store, without its dot, and what we serve it as."""

    extension: str
    content_type: str


_OOXML = "application/vnd.openxmlformats-officedocument."
PDF = FileType("pdf", "application/pdf")
ODT = FileType("odt", "application/vnd.oasis.opendocument.text")
DOCX = FileType("docx", f"{_OOXML}wordprocessingml.document")
ODS = FileType("ods", "application/vnd.oasis.opendocument.spreadsheet")
XLSX = FileType("xlsx", f"{_OOXML}spreadsheetml.sheet")
PNG = FileType("png", "image/png")
JPEG = FileType("jpg", "image/jpeg")
TYPES = (PDF, ODT, ODS, DOCX, XLSX, PNG, JPEG)
