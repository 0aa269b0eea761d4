"""Asks ClamAV whether a file is infected, when the portal has been told where it listens.

The protocol is that of clamd(8): INSTREAM, then pieces with their lengths, then a length of zero.
Without an answer nothing is taken: what could not be scanned is as good as infected.
"""

import logging
import socket
import struct
import time
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from casework.files.file_types import FileRefused, Reason

logger = logging.getLogger(__name__)

_PIECE = 64 * 1024
_WITHIN_SECONDS = 30
_LONGEST_ANSWER = 4096


def scan(file: BinaryIO) -> None:
    """Raise FileRefused when the file is infected, or cannot be scanned now. Moves the position.

    Does nothing without CLAMD_SOCKET. Never to be called inside a transaction.
    """
    if not settings.CLAMD_SOCKET:
        return
    file.seek(0)
    try:
        answer = _answer_of(settings.CLAMD_SOCKET, file)
    except (OSError, ValueError) as failure:
        logger.error("The virus scanner does not answer: %s", type(failure).__name__)
        raise FileRefused(Reason.UNSCANNED) from failure
    if answer.endswith("FOUND"):
        # The name of what was found is ClamAV's own; the name of the file may tell who sent it.
        logger.warning("The virus scanner refused a file: %s", answer)
        raise FileRefused(Reason.INFECTED)
    if answer != "stream: OK":
        logger.error("The virus scanner cannot scan: %s", answer)
        raise FileRefused(Reason.UNSCANNED)


def _answer_of(address: str, file: BinaryIO) -> str:
    ends = time.monotonic() + _WITHIN_SECONDS
    with _connected(address) as to_clamd:
        try:
            to_clamd.sendall(b"zINSTREAM\x00")
            while piece := file.read(_PIECE):
                to_clamd.settimeout(max(0.01, ends - time.monotonic()))
                to_clamd.sendall(struct.pack("!L", len(piece)) + piece)
            to_clamd.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            # It stops listening where its StreamMaxLength ends, and then says so.
            logger.warning("The virus scanner heard enough before the end of a file")
        answer = b""
        while not answer.endswith(b"\x00") and len(answer) < _LONGEST_ANSWER:
            to_clamd.settimeout(max(0.01, ends - time.monotonic()))
            if not (part := to_clamd.recv(_LONGEST_ANSWER)):
                break
            answer += part
    return answer.rstrip(b"\x00").decode("utf-8", "replace").strip()


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        to_clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        to_clamd.settimeout(_WITHIN_SECONDS)
        try:
            to_clamd.connect(str(Path(address)))
        except OSError:
            to_clamd.close()
            raise
        return to_clamd
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_WITHIN_SECONDS)
