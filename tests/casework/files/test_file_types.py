"""A file is what its content is; what could harm whoever opens it is refused."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.files.checks.contents import identify
from casework.files.file_types import (
    DOCX,
    JPEG,
    ODS,
    ODT,
    PDF,
    PNG,
    XLSX,
    FileRefused,
    FileType,
    Reason,
)
from casework.files.shown_names import shown_name
from tests.core.pictures.endless import EMPTY_REMARK, over_and_over
from tests.factories import files as make


def refusal(content: bytes) -> Reason | None:
    """Return why the content is refused, or None."""
    try:
        identify(io.BytesIO(content))
    except FileRefused as refused:
        return refused.reason
    return None


TAKEN = {
    "pdf": (make.pdf_bytes(), PDF),
    "pdf after a line break": (b"\r\n" + make.pdf_bytes(), PDF),
    "odt": (make.odt_bytes(), ODT),
    "ods": (make.odt_bytes(mimetype=ODS.content_type), ODS),
    "docx": (make.docx_bytes(), DOCX),
    "xlsx": (make.xlsx_bytes(), XLSX),
    "png": (make.png_bytes(), PNG),
    "jpeg": (make.jpeg_bytes(), JPEG),
    "large jpeg": (make.jpeg_bytes(size=(4000, 3000)), JPEG),
    "progressive jpeg": (make.jpeg_bytes(size=(64, 48), progressive=True), JPEG),
    # Phones write a film, a depth map or their own notes after the picture.
    "jpeg with more after it": (make.jpeg_bytes() + b"MotionPhoto_Data" * 50, JPEG),
    "docx with a table from Excel in it": (
        make.docx_bytes(extra={"word/embeddings/Microsoft_Excel_Sheet.xlsx": make.xlsx_bytes()}),
        DOCX,
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_each_kind_that_we_take_is_known_by_its_content(name: str) -> None:
    content, kind = TAKEN[name]
    assert identify(io.BytesIO(content)) is kind


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims a size, with next to nothing in it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\x00" * 100))
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return the content with bytes changed everywhere, having checked that they are there."""
    assert old in content
    assert len(old) == len(new)
    return content.replace(old, new)


def lying_zip() -> bytes:
    """A document whose directory says that an entry of 5 MB holds 10 bytes."""
    honest = make.docx_bytes(extra={"word/media/x.bmp": b"\x00" * 5_000_000})
    return patched(honest, struct.pack("<I", 5_000_000), struct.pack("<I", 10))


def overlapping_zip() -> bytes:
    """A document with two entries in its directory that are the same bytes."""
    honest = make.docx_bytes(extra={"word/a.xml": b"a" * 50, "word/b.xml": b"a" * 50})
    end = honest.rindex(b"PK\x05\x06")
    directory = struct.unpack("<I", honest[end + 16 : end + 20])[0]
    first = honest.index(b"word/a.xml", directory) - 46
    second = honest.index(b"word/b.xml", directory) - 46
    return honest[: second + 42] + honest[first + 42 : first + 46] + honest[second + 46 :]


def encrypted_zip() -> bytes:
    """A document whose entries say that they are encrypted."""
    content = bytearray(make.docx_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


MACRO_ODT = {"Basic/Standard/Module1.xml": "<script/>"}
LOCKED = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry'
    ' m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)
BILLION = '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Types>&b;</Types>'
TYPES = "[Content_Types].xml"
MACRO_SHEET = make.content_types("x.xml", "application/vnd.ms-excel.intlmacrosheet+xml")
NESTED = make.docx_bytes(
    extra={"word/a.docx": make.docx_bytes(extra={"a.xlsx": make.xlsx_bytes()})}
)
HOSTILE = {
    "nothing": (b"", Reason.EMPTY),
    "a program": (make.exe_bytes(), Reason.WRONG_TYPE),
    "a page": (b"<!doctype html><script>alert(1)</script>", Reason.WRONG_TYPE),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', Reason.WRONG_TYPE),
    "a phone's HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", Reason.WRONG_TYPE),
    "text": (b"Hej", Reason.WRONG_TYPE),
    "a zip file": (make.zip_bytes({"a.txt": "hej"}), Reason.WRONG_TYPE),
    "slides of LibreOffice": (
        make.odt_bytes(mimetype="application/vnd.oasis.opendocument.presentation"),
        Reason.WRONG_TYPE,
    ),
    "a template of Word": (
        make.docx_bytes(
            extra={
                TYPES: make.content_types(
                    "word/document.xml", make.DOCX_MAIN.replace("document.main", "template.main")
                )
            }
        ),
        Reason.WRONG_TYPE,
    ),
    "Word before 2007": (make.ole_bytes(encrypted=False), Reason.WRONG_TYPE),
    "Word with a password": (make.ole_bytes(encrypted=True), Reason.ENCRYPTED),
    "LibreOffice with a password": (
        make.odt_bytes(extra={"META-INF/manifest.xml": LOCKED}),
        Reason.ENCRYPTED,
    ),
    "a zip with a password": (encrypted_zip(), Reason.ENCRYPTED),
    "Word with macros": (make.macro_docx_bytes(), Reason.MACROS),
    "macros that the package is silent about": (
        make.docx_bytes(extra={"word/vbaProject.bin": b"x"}),
        Reason.MACROS,
    ),
    "macros of old Excel": (make.xlsx_bytes(extra={TYPES: MACRO_SHEET}), Reason.MACROS),
    "macros of LibreOffice": (make.odt_bytes(extra=MACRO_ODT), Reason.MACROS),
    "scripts of LibreOffice": (
        make.odt_bytes(extra={"Scripts/python/evil.py": "import os"}),
        Reason.MACROS,
    ),
    "macros in a document inside": (
        make.docx_bytes(extra={"word/embeddings/a.docx": make.macro_docx_bytes()}),
        Reason.MACROS,
    ),
    "a bomb": (make.zip_bomb_bytes(), Reason.BOMB),
    "a bomb inside": (
        make.docx_bytes(extra={"word/embeddings/a.docx": make.zip_bomb_bytes()}),
        Reason.BOMB,
    ),
    "documents in documents": (NESTED, Reason.BOMB),
    "a zip file inside": (
        make.docx_bytes(extra={"word/a.bin": make.zip_bytes({"a": "a"})}),
        Reason.EMBEDDED,
    ),
    "entries without end": (
        make.docx_bytes(extra={f"word/{number}.xml": "" for number in range(2001)}),
        Reason.BOMB,
    ),
    "a directory that lies": (lying_zip(), Reason.BROKEN),
    "entries that overlap": (overlapping_zip(), Reason.BOMB),
    "entities that grow": (make.docx_bytes(extra={TYPES: BILLION}), Reason.BROKEN),
    "a way out of the folder": (make.docx_bytes(extra={"../../evil.xml": "x"}), Reason.BROKEN),
    "Word without its text": (
        make.zip_bytes({TYPES: make.content_types("word/document.xml", make.DOCX_MAIN)}),
        Reason.BROKEN,
    ),
    "half a document": (make.docx_bytes()[:400], Reason.BROKEN),
    "half a PDF": (make.pdf_bytes()[:200], Reason.BROKEN),
    "a page with a PDF in it": (b"<html>" + make.pdf_bytes(), Reason.WRONG_TYPE),
    "a PDF that is a zip": (make.polyglot_bytes(make.pdf_bytes()), Reason.POLYGLOT),
    "a PNG that is a zip": (make.polyglot_bytes(make.png_bytes()), Reason.POLYGLOT),
    "a JPEG that is a zip": (make.polyglot_bytes(make.jpeg_bytes()), Reason.POLYGLOT),
    "a JPEG that is a PDF": (
        make.jpeg_bytes()[:2] + b"\xff\xfe\x00\x0b%PDF-1.7\n" + make.jpeg_bytes()[2:],
        Reason.POLYGLOT,
    ),
    "a document before which something stands": (
        make.pdf_bytes() + make.docx_bytes(),
        Reason.POLYGLOT,
    ),
    "a document behind which something stands": (
        make.docx_bytes() + make.exe_bytes(),
        Reason.BROKEN,
    ),
    "two zip files in one": (make.docx_bytes() + make.odt_bytes(), Reason.POLYGLOT),
    "a picture in name only": (b"\x89PNG\r\n\x1a\n" + b"<script>" * 50, Reason.BROKEN),
    "half a PNG": (make.png_bytes(size=(64, 64))[:-20], Reason.BROKEN),
    "half a JPEG": (make.jpeg_bytes(size=(640, 480))[:-4000], Reason.BROKEN),
    "half a progressive JPEG": (
        make.jpeg_bytes(size=(640, 480), progressive=True)[:-500],
        Reason.BROKEN,
    ),
    "a progressive JPEG without end": (over_and_over(), Reason.BROKEN),
    "a JPEG of remarks without end": (
        make.jpeg_bytes()[:2] + EMPTY_REMARK * 5_000 + make.jpeg_bytes()[2:],
        Reason.BROKEN,
    ),
    "a picture of two billion points": (png_of_size(46_000, 46_000), Reason.BOMB),
    "a picture of eighty-five million points": (png_of_size(10_000, 8_500), Reason.BOMB),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_refused_with_the_reason(name: str) -> None:
    content, reason = HOSTILE[name]
    assert refusal(content) == reason


SEEDS = [content for content, _kind in TAKEN.values() if len(content) < 5000]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 4999), st.binary(min_size=1, max_size=8))
def test_damaged_files_are_taken_or_refused_and_nothing_else(
    content: bytes, at: int, damage: bytes
) -> None:
    at %= len(content)
    refusal(content[:at] + damage + content[at + len(damage) :])
    refusal(content[:at])


NAMES = [
    ("Årsmöte 2026.pdf", PDF, "Årsmöte 2026.pdf"),
    ("C:\\Users\\asa\\Förslag.docx", DOCX, "Förslag.docx"),
    ("../../etc/passwd", PDF, "passwd.pdf"),
    ("rapport.pdf.exe", PDF, "rapport.pdf"),
    ("rapport.exe", PDF, "rapport.pdf"),
    ("Plan v1.2", PDF, "Plan v1.2.pdf"),
    ("BILD.JPEG", JPEG, "BILD.jpg"),
    # Right-to-left override makes "fdp.exe" look like "exe.pdf"; zero width hides a letter.
    ("plan\u202efdp.exe", PDF, "planfdp.pdf"),
    ("pl\u200ban\x00\r\n.pdf", PDF, "plan.pdf"),
    ("A\u030argang.pdf", PDF, "Årgang.pdf"),
    ("a" * 300 + ".pdf", PDF, "a" * 96 + ".pdf"),
    ("Intyg 19811218-9876.pdf", PDF, "Bilaga.pdf"),
    ("intyg_811218_9876.pdf", PDF, "Bilaga.pdf"),
    ("19811218.9876.png", PNG, "Bilaga.png"),
    (".pdf", PDF, "Bilaga.pdf"),
    ("", ODT, "Bilaga.odt"),
    ("/", XLSX, "Bilaga.xlsx"),
]


@pytest.mark.parametrize(("raw", "kind", "shown"), NAMES)
def test_a_name_is_shown_without_what_could_mislead(raw: str, kind: FileType, shown: str) -> None:
    assert shown_name(raw, kind) == shown


@given(st.text(max_size=300))
def test_every_name_can_be_shown(raw: str) -> None:
    shown = shown_name(raw, PDF)
    assert shown.endswith(".pdf")
    assert 5 <= len(shown) <= 100
    assert shown.isprintable()
    assert not set("/\\") & set(shown)
