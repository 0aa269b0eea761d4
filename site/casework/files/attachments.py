"""Handing out a file of a case to somebody who may see the case. The view checks who that is."""

import logging

from django.http import FileResponse, Http404

from casework.files.file_types import TYPES
from casework.files.models import CaseFile

logger = logging.getLogger(__name__)

_CONTENT_TYPES = {kind.extension: kind.content_type for kind in TYPES}


def serve_as_attachment(case_file: CaseFile) -> FileResponse:
    """Return the file as something to save, never to show: strangers made it.

    Raises Http404 when the blob is missing, which is an error of ours and logged as one.
    """
    try:
        opened = case_file.file.storage.open(str(case_file.file.name), "rb")
    except FileNotFoundError as missing:
        logger.error("The content of %s %s is missing", case_file._meta.label, case_file.pk)
        raise Http404 from missing
    response = FileResponse(
        opened,
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
