"""What Django answered, whole before the client sees any of it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from config.doorstep.spool import ANSWERS, Spool

Headers = list[tuple[str, str]]
# So many bytes are read and sent at a time.
PIECE = 64 * 1024


@dataclass
class Answer:
    """What the WSGI application said, to be sent without it."""

    status: int
    headers: Headers
    body: bytes = b""
    path: str = ""
    spool: Spool | None = None


class FileToSend:
    """What WSGI calls a file wrapper: a file that the server may send in its own way."""

    def __init__(self, file: IO[bytes], block_size: int = PIECE) -> None:
        self.file, self.block_size = file, block_size

    def __iter__(self) -> "FileToSend":
        return self

    def __next__(self) -> bytes:
        if data := self.file.read(self.block_size):
            return data
        raise StopIteration

    def close(self) -> None:
        """Close the file, and end the request that it answers."""
        self.file.close()

    def path_of(self, headers: Headers) -> str:
        """Return where the whole file lies on this disk, or an empty text."""
        name = getattr(self.file, "name", None)
        if not isinstance(name, str) or not os.path.isabs(name):
            return ""
        length = next((value for key, value in headers if key.lower() == "content-length"), "")
        try:
            whole = length == str(os.stat(name).st_size) and self.file.tell() == 0
        except (OSError, ValueError, AttributeError):
            return ""
        return name if whole else ""


def saying(answer: Answer, said: str) -> Answer:
    """Return the answer with what the page cache says of it, if anything."""
    if said:
        answer.headers.append(("Cache-Status", said))
    return answer


def spooled(pieces: Iterable[bytes]) -> Spool:
    """Return what is made piece by piece, whole. Raises NoRoom."""
    spool = Spool(ANSWERS)
    try:
        for piece in pieces:
            spool.write(piece)
    except BaseException:
        spool.close()
        raise
    return spool
