"""Which office document a zip file is, if it is one that we take and can do nothing by itself.

Sources: ECMA-376 part 2 (packages and their content types), OpenDocument 1.3 part 2 (mimetype,
manifest), and how LibreOffice and Microsoft Office store macros.
"""

import io
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.parsers import expat

from casework.files.checks.programs import refuse_program
from casework.files.checks.xml_parts import PartRead, parse, refuse_what_acts
from casework.files.checks.zip_files import ZIP_MAGIC, Allowance, inflated, open_zip
from casework.files.file_types import DOCX, ODS, ODT, XLSX, FileRefused, FileType, Reason

_CONTENT_TYPES = "[Content_Types].xml"
_MIMETYPE = "mimetype"
_MANIFEST = "META-INF/manifest.xml"
_MAIN_PARTS = {f"{kind.content_type}.main+xml": kind for kind in (DOCX, XLSX)}
_OPEN_DOCUMENTS = {kind.content_type.encode(): kind for kind in (ODT, ODS)}
_MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata", "macrosheet")
_MACRO_FILES = ("vbaproject", "vbadata")
_MACRO_FOLDERS = frozenset({"basic", "scripts", "macrosheets"})
_UNPACKED = frozenset({_CONTENT_TYPES, _MIMETYPE, _MANIFEST})
# A document may hold a table that is a document of its own, and nothing deeper.
_DEEPEST = 1
_MOST_KEPT = 20 * 1024 * 1024


def identify_office(file: BinaryIO, allowance: Allowance | None = None) -> FileType:
    """Return which document `file` is, or raise FileRefused. Reads all of it, bounded."""
    allowance = allowance or Allowance()
    with open_zip(file, allowance) as opened:
        known = _read_through(opened, allowance, depth=0)
        names = set(opened.namelist())
    if _MIMETYPE in known:
        return _open_document(known, names)
    if _CONTENT_TYPES in known:
        return _office_open(known[_CONTENT_TYPES], names)
    raise FileRefused(Reason.WRONG_TYPE)


def _read_through(opened: zipfile.ZipFile, allowance: Allowance, depth: int) -> dict[str, bytes]:
    """Inflate every entry, refuse what acts, and return the few that tell what it all is."""
    known = {}
    for entry in opened.infolist():
        if entry.is_dir():
            continue
        _refuse_macro_name(entry.filename)
        content = _read_entry(opened, entry, allowance)
        if content.startswith(ZIP_MAGIC):
            _read_nested(content, allowance, depth + 1)
        if entry.filename in _UNPACKED:
            known[entry.filename] = content
    _refuse_macro_types(known.get(_CONTENT_TYPES))
    return known


def _read_entry(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance) -> bytes:
    """Read an entry; return all of it if it tells what the document is, or is a zip file.

    Of anything else only the beginning is kept, so that little memory is needed.
    """
    kept, part = bytearray(), PartRead()
    for piece in inflated(opened, entry, allowance):
        part.see(piece)
        if not kept or entry.filename in _UNPACKED or kept.startswith(ZIP_MAGIC):
            kept += piece
        if len(kept) > _MOST_KEPT:
            raise FileRefused(Reason.BOMB)
    refuse_program(entry.filename, part.head)
    if part.is_worth_reading:
        refuse_what_acts(inflated(opened, entry, None), allowance)
    return bytes(kept)


def _read_nested(content: bytes, allowance: Allowance, depth: int) -> None:
    if depth > _DEEPEST:
        raise FileRefused(Reason.BOMB)
    with open_zip(io.BytesIO(content), allowance) as nested:
        known = _read_through(nested, allowance, depth)
    if not known:
        # A zip file that is no document: nobody knows what is in it.
        raise FileRefused(Reason.EMBEDDED)


def _refuse_macro_name(filename: str) -> None:
    path = PurePosixPath(filename.replace("\\", "/").lower())
    if path.name.startswith(_MACRO_FILES) or _MACRO_FOLDERS & set(path.parts[:-1]):
        raise FileRefused(Reason.MACROS)


def _refuse_macro_types(content_types: bytes | None) -> None:
    if content_types is None:
        return
    for _part, content_type in _declared(content_types):
        if any(word in content_type for word in _MACRO_TYPES):
            raise FileRefused(Reason.MACROS)


def _open_document(known: dict[str, bytes], names: set[str]) -> FileType:
    kind = _OPEN_DOCUMENTS.get(known[_MIMETYPE].strip())
    if kind is None:
        raise FileRefused(Reason.WRONG_TYPE)
    if _MANIFEST not in known:
        raise FileRefused(Reason.BROKEN)
    elements = [element for element, _attributes in _elements(known[_MANIFEST])]
    if "encryption-data" in elements:
        raise FileRefused(Reason.ENCRYPTED)
    if "content.xml" not in names or _CONTENT_TYPES in known:
        raise FileRefused(Reason.BROKEN)
    return kind


def _office_open(content_types: bytes, names: set[str]) -> FileType:
    found = {
        _MAIN_PARTS[content_type]
        for part, content_type in _declared(content_types)
        if content_type in _MAIN_PARTS and part.lstrip("/") in names
    }
    if len(found) > 1 or "_rels/.rels" not in names:
        raise FileRefused(Reason.BROKEN)
    if not found:
        raise FileRefused(Reason.WRONG_TYPE)
    return found.pop()


def _declared(content_types: bytes) -> list[tuple[str, str]]:
    """Return each part that the package declares, "" for a default, with its content type."""
    return [
        (attributes.get("PartName", ""), attributes.get("ContentType", "").strip().lower())
        for _element, attributes in _elements(content_types)
    ]


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return all elements, without namespaces."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append(
        (name.rpartition(":")[2], attributes)
    )
    parse([xml], parser)
    return found
