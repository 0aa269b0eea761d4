"""Tells by its content which kind of file something is, and refuses what we never take.

Called with whatever strangers send: nothing is unpacked to a disk, no picture is drawn, and
what is read of a file is bounded.
"""

import zipfile
from typing import BinaryIO

from casework.files.checks.office_files import identify_office
from casework.files.checks.pictures import verify_picture
from casework.files.checks.zip_files import ZIP_MAGIC
from casework.files.file_types import JPEG, PDF, PNG, FileRefused, FileType, Reason

_PDF_MAGIC = (b"%PDF-1.", b"%PDF-2.")
_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_JPEG_MAGIC = b"\xff\xd8\xff"
# Word and Excel before 2007; also how an office file with a password is wrapped.
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Readers look for a PDF's beginning so far into a file, and for its end so far from the end.
_PDF_LOOKS_FOR = 1024
_TAIL = 2048


def identify(file: BinaryIO) -> FileType:
    """Return the type of `file`, or raise FileRefused with the reason. Moves the position."""
    file.seek(0)
    head = file.read(_PDF_LOOKS_FOR + 8)
    if not head:
        raise FileRefused(Reason.EMPTY)
    if head.startswith(ZIP_MAGIC):
        _refuse_hidden_pdf(head)
        return identify_office(file)
    if head.startswith(_OLE_MAGIC):
        raise FileRefused(Reason.ENCRYPTED if _is_locked(file) else Reason.WRONG_TYPE)
    kind = _simple_kind(file, head)
    if zipfile.is_zipfile(file):
        raise FileRefused(Reason.POLYGLOT)
    return kind


def _simple_kind(file: BinaryIO, head: bytes) -> FileType:
    if head.startswith(_PDF_MAGIC):
        return _whole_pdf(file)
    if head.startswith(_PNG_MAGIC):
        kind, format_name = PNG, "PNG"
    elif head.startswith(_JPEG_MAGIC):
        kind, format_name = JPEG, "JPEG"
    else:
        raise FileRefused(Reason.WRONG_TYPE)
    _refuse_hidden_pdf(head)
    verify_picture(file, format_name)
    return kind


def _whole_pdf(file: BinaryIO) -> FileType:
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    if b"%%EOF" not in file.read():
        raise FileRefused(Reason.BROKEN)
    return PDF


def _refuse_hidden_pdf(head: bytes) -> None:
    if b"%PDF-" in head:
        raise FileRefused(Reason.POLYGLOT)


def _is_locked(file: BinaryIO) -> bool:
    file.seek(0)
    return _OLE_ENCRYPTED in file.read()
