"""The program that looks into one PDF: reads it from stdin, writes why it is refused, or nothing.

Sources: ISO 32000-2, 12.6.4 (actions), 7.11.4 (embedded files), 12.7.8 (XFA); LibreOffice's
hybrid PDF names its own document in the trailer as AdditionalStreams.
"""

import io
import os
import re
import resource
import sys
import zipfile
from collections.abc import Iterator

import pikepdf
from pikepdf import settings

from casework.files.checks.office_files import identify_office
from casework.files.checks.programs import refuse_program
from casework.files.checks.zip_files import ZIP_MAGIC, Allowance
from casework.files.file_types import FileRefused, Reason

_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_SECONDS = 15
# What one stream may become when it is inflated.
_MOST_OF_A_STREAM = 100 * 1024 * 1024
_DEEPEST = 50
# qpdf writes names in one way only, however the file spells them.
_WORTH_LOOKING = re.compile(rb"/(?:JS|JavaScript|Launch|ImportData|EF|XFA|EmbeddedFile)\b")
_ACTIONS = {
    "/JavaScript": Reason.SCRIPT,
    "/Launch": Reason.LAUNCH,
    # Reads a file of whoever opens the form.
    "/ImportData": Reason.LAUNCH,
}
_SCRIPT_OF_XFA = re.compile(rb"<(?:\w+:)?script\b")
_ZIP_END = b"PK\x05\x06"


def main() -> None:
    """Say in one word why the PDF on stdin is refused."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    try:
        examine(sys.stdin.buffer.read())
    except FileRefused as refused:
        os.write(1, refused.reason.value.encode())
    except MemoryError:
        os.write(1, Reason.BOMB.value.encode())


def examine(content: bytes, depth: int = 0) -> None:
    """Raise FileRefused when the PDF cannot be opened, or does more than show its pages."""
    settings.set_qpdf_limits(flate_max_memory=_MOST_OF_A_STREAM, max_stream_filters=4)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise FileRefused(Reason.BROKEN)
            inside = _additional(pdf.trailer) + _additional(pdf.Root)
            inside += [file for each in _objects(pdf) for file in _look_at(each)]
            held = [_held(stream, name, depth) for name, stream in inside]
    except pikepdf.PasswordError as locked:
        raise FileRefused(Reason.ENCRYPTED) from locked
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError) as broken:
        raise FileRefused(Reason.BROKEN) from broken
    _refuse_hidden_zip(content, held)


def _objects(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    yield pdf.trailer
    yield from pdf.objects


Inside = list[tuple[str, pikepdf.Object]]


def _look_at(each: pikepdf.Object) -> Inside:
    """Refuse an object that acts; return the files that it holds, with their names."""
    if isinstance(each, pikepdf.Name):
        # What an action is may be said in an object of its own.
        _refuse_action(each)
        return []
    if isinstance(each, pikepdf.Stream):
        if each.get("/Type") == "/EmbeddedFile":
            return [("", each)]
        each = each.stream_dict
    if not isinstance(each, pikepdf.Dictionary | pikepdf.Array):
        return []
    if not _WORTH_LOOKING.search(each.unparse(resolved=True)):
        return []
    return [file for dictionary in _dictionaries(each) for file in _look_into(dictionary)]


def _additional(each: pikepdf.Object) -> Inside:
    parts = each.get("/AdditionalStreams")
    if not isinstance(parts, pikepdf.Array):
        return []
    return [("", part) for part in parts if isinstance(part, pikepdf.Stream)]


def _dictionaries(each: pikepdf.Object, depth: int = 0) -> Iterator[pikepdf.Dictionary]:
    """Return all dictionaries that stand in the object itself; others have their own turn."""
    if depth > _DEEPEST:
        raise FileRefused(Reason.BOMB)
    if isinstance(each, pikepdf.Dictionary):
        yield each
        parts = [part for _name, part in each.items()]
    else:
        parts = list(each)
    for part in parts:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            yield from _dictionaries(part, depth + 1)


def _look_into(dictionary: pikepdf.Dictionary) -> Inside:
    _refuse_action(dictionary.get("/S"))
    if "/JS" in dictionary:
        raise FileRefused(Reason.SCRIPT)
    if "/XFA" in dictionary:
        _refuse_script_of_form(dictionary["/XFA"])
    if isinstance(files := dictionary.get("/EF"), pikepdf.Dictionary):
        name = str(dictionary.get("/UF") or dictionary.get("/F") or "")
        return [(name, part) for _key, part in files.items() if isinstance(part, pikepdf.Stream)]
    return []


def _refuse_action(kind: object) -> None:
    if isinstance(kind, pikepdf.Name) and str(kind) in _ACTIONS:
        raise FileRefused(_ACTIONS[str(kind)])


def _refuse_script_of_form(form: pikepdf.Object) -> None:
    parts: list[pikepdf.Object] = []
    if isinstance(form, pikepdf.Stream):
        parts = [form]
    elif isinstance(form, pikepdf.Array):
        parts = [*form]
    for part in parts:
        if isinstance(part, pikepdf.Stream) and _SCRIPT_OF_XFA.search(part.read_bytes()):
            raise FileRefused(Reason.SCRIPT)


def _held(stream: pikepdf.Object, name: str, depth: int) -> bytes:
    """Return the file that a PDF holds, having examined it as if it had come alone."""
    content = stream.read_bytes()
    refuse_program(name, content[:64])
    if content.startswith(ZIP_MAGIC):
        try:
            identify_office(io.BytesIO(content), Allowance())
        except FileRefused as refused:
            is_unknown = refused.reason is Reason.WRONG_TYPE
            raise FileRefused(Reason.EMBEDDED if is_unknown else refused.reason) from refused
    elif b"%PDF-" in content[:1024]:
        if depth:
            raise FileRefused(Reason.BOMB)
        examine(content, depth + 1)
    return content


def _refuse_hidden_zip(content: bytes, held: list[bytes]) -> None:
    """Refuse a PDF that is a zip file too, unless that is a file which it holds openly."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    end = content.rfind(_ZIP_END)
    for each in held:
        at = content.find(each)
        if 0 <= at <= end < at + len(each):
            return
    raise FileRefused(Reason.POLYGLOT)


if __name__ == "__main__":
    main()
