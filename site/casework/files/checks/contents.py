"""Tells by its content which kind of file something is, and refuses what we never take.

Called with whatever strangers send, and with what editors publish: nothing is unpacked to a disk,
no picture is drawn, and what is read of a file is bounded. Never called inside a transaction.
"""

import zipfile
from typing import BinaryIO

from casework.files.checks.office_files import identify_office
from casework.files.checks.pdf_files import LOOKS_FOR, begins_as_pdf, examine_pdf
from casework.files.checks.pictures import verify_picture
from casework.files.checks.programs import OLE_MAGIC
from casework.files.checks.zip_files import ZIP_MAGIC
from casework.files.file_types import JPEG, PDF, PNG, FileRefused, FileType, Reason

_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_JPEG_MAGIC = b"\xff\xd8\xff"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def identify(file: BinaryIO) -> FileType:
    """Return the type of `file`, or raise FileRefused with the reason. Moves the position."""
    file.seek(0)
    head = file.read(LOOKS_FOR + 8)
    if not head:
        raise FileRefused(Reason.EMPTY)
    if head.startswith(ZIP_MAGIC):
        _refuse_hidden_pdf(head)
        return identify_office(file)
    if head.startswith(OLE_MAGIC):
        raise FileRefused(Reason.ENCRYPTED if _is_locked(file) else Reason.WRONG_TYPE)
    if begins_as_pdf(head):
        examine_pdf(file)
        return PDF
    kind = _picture(file, head)
    if zipfile.is_zipfile(file):
        raise FileRefused(Reason.POLYGLOT)
    return kind


def _picture(file: BinaryIO, head: bytes) -> FileType:
    if head.startswith(_PNG_MAGIC):
        kind, format_name = PNG, "PNG"
    elif head.startswith(_JPEG_MAGIC):
        kind, format_name = JPEG, "JPEG"
    else:
        raise FileRefused(Reason.WRONG_TYPE)
    _refuse_hidden_pdf(head)
    verify_picture(file, format_name)
    return kind


def _refuse_hidden_pdf(head: bytes) -> None:
    if b"%PDF-" in head:
        raise FileRefused(Reason.POLYGLOT)


def _is_locked(file: BinaryIO) -> bool:
    file.seek(0)
    return _OLE_ENCRYPTED in file.read()
