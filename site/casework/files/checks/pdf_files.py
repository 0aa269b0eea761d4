"""Whether a PDF opens and does nothing by itself. A process of its own looks, and may fail.

A small file can ask a reader for any amount of memory and time, and readers of PDF are large.
What happens to that process happens to nobody else: it has little of either, and no network use.
"""

import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from casework.files.file_types import FileRefused, Reason

logger = logging.getLogger(__name__)

# Readers look for the beginning so far into a file. Before it we take what programs put there by
# mistake, and no other kind of file.
LOOKS_FOR = 1024
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00]*%PDF-[12]\.")
# The end is looked for so far from the end.
_TAIL = 2048
_WITHIN_SECONDS = 40
_PROGRAM = "casework.files.checks.pdf_process"
_SITE = Path(__file__).resolve().parents[3]


def begins_as_pdf(head: bytes) -> bool:
    """Whether every reader takes what begins so for a PDF, and nothing takes it for more."""
    return bool(_BEGINS.match(head[: LOOKS_FOR + 8]))


def examine_pdf(file: BinaryIO) -> None:
    """Raise FileRefused with the reason when the PDF cannot be opened, or does more than show."""
    file.seek(0)
    content = file.read()
    if b"%%EOF" not in content[-_TAIL:]:
        raise FileRefused(Reason.BROKEN)
    try:
        looked = subprocess.run(  # noqa: S603 - our own program, its input is on stdin
            [sys.executable, "-s", "-E", "-m", _PROGRAM],
            input=content,
            capture_output=True,
            timeout=_WITHIN_SECONDS,
            cwd=_SITE,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(Reason.BOMB) from None
    said = looked.stdout.decode("ascii", "replace").strip()
    if looked.returncode < 0:
        # Ended by its limits, or by a fault of the reader that the file has found.
        logger.warning("Looking into a PDF ended with signal %s", -looked.returncode)
        raise FileRefused(Reason.BOMB)
    if looked.returncode:
        # Its last line begins with the kind of the fault; the rest may quote the file.
        told = looked.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        logger.error("Looking into a PDF failed: %s", told.partition(":")[0])
        raise FileRefused(Reason.BROKEN)
    if said:
        raise FileRefused(Reason(said))
