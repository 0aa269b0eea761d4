"""Handing out a file of a case to somebody who may see the case. The view checks who that is.

The record is the file as it was sent, and stays so. What is handed out of a picture is a copy
without what it tells beside what it shows; the record itself only to who asks for just that.
"""

import io
import logging
from typing import IO, cast

from django.http import FileResponse, Http404

from casework.files.file_types import TYPES
from casework.files.models import CaseFile
from core.pictures.traces import without_traces

logger = logging.getLogger(__name__)

_CONTENT_TYPES = {kind.extension: kind.content_type for kind in TYPES}


def serve_copy(case_file: CaseFile) -> FileResponse:
    """Return a copy as something to save: a picture without place, camera and names.

    Raises Http404 when the blob is missing, PictureRefused for a picture that cannot be drawn.
    """
    if not case_file.is_picture:
        return serve_as_attachment(case_file)
    with _opened(case_file) as record:
        copy = without_traces(record)
    return _to_save(case_file, io.BytesIO(copy))


def serve_as_attachment(case_file: CaseFile) -> FileResponse:
    """Return the file just as it was sent, as something to save, never to show: strangers made it.

    Raises Http404 when the blob is missing, which is an error of ours and logged as one.
    """
    return _to_save(case_file, _opened(case_file))


def copy_of(case_file: CaseFile) -> bytes:
    """Return the content of a copy; raises FileNotFoundError or PictureRefused."""
    with case_file.file.storage.open(str(case_file.file.name), "rb") as record:
        return without_traces(record) if case_file.is_picture else record.read()


def _opened(case_file: CaseFile) -> IO[bytes]:
    try:
        opened = case_file.file.storage.open(str(case_file.file.name), "rb")
    except FileNotFoundError as missing:
        logger.error("The content of %s %s is missing", case_file._meta.label, case_file.pk)
        raise Http404 from missing
    return cast(IO[bytes], opened)


def _to_save(case_file: CaseFile, content: IO[bytes]) -> FileResponse:
    response = FileResponse(
        content,
        as_attachment=True,
        filename=case_file.name,
        content_type=_CONTENT_TYPES.get(case_file.extension, "application/octet-stream"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
