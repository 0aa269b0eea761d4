"""Text without form, such as CSV: whether it is that, and whether a spreadsheet would act on it."""

import re
from typing import BinaryIO

from casework.files.checks.programs import refuse_program
from casework.files.file_types import FileRefused, Reason

TEXTS = frozenset({"csv", "txt"})
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|svg|\?xml)", re.I)
# A cell that begins so starts a program of that name in Excel: =cmd|'/c calc'!A0
_DDE_CELL = re.compile(rb"(?:^|[;,\t\r\n])[\"' ]*[=+@-][^;,\t\r\n|\"]{0,200}\|[^!\r\n]{0,500}!")


def refuse_unless_text(file: BinaryIO) -> None:
    """Raise FileRefused when the file is more than text. Moves the position."""
    file.seek(0)
    content = file.read()
    if not content:
        raise FileRefused(Reason.EMPTY)
    # Excel writes "Unicode text" so, with a zero in every letter.
    plain = (
        content.replace(b"\x00", b"") if content.startswith((b"\xff\xfe", b"\xfe\xff")) else content
    )
    if _NO_TEXT.search(plain) or _MARKUP.match(plain) or b"%PDF-" in plain[:1024]:
        raise FileRefused(Reason.MISNAMED)
    try:
        refuse_program("", plain[:64])
    except FileRefused:
        raise FileRefused(Reason.MISNAMED) from None
    if _DDE_CELL.search(plain):
        raise FileRefused(Reason.DDE)
