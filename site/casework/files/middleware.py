"""Reads what visitors send, once and within limits, before anything is done with it."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from casework.files.uploads import (
    MOST_OF_A_FORM,
    MOST_WITH_FILES,
    CaseFilesHandler,
    may_take_files,
)
from core.chrome import errors
from core.chrome.outages import is_outage

logger = logging.getLogger(__name__)

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class UploadLimitsMiddleware:
    """Refuse a public form by its declared length, then read it.

    Stands before CsrfViewMiddleware, which would be the first to read. The admin keeps
    Wagtail's own limits.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer what cannot be read; let everything else go on with its form in place."""
        if request.method != "POST" or request.path.startswith(settings.ADMIN_PREFIX):
            return None
        length = request.META.get("CONTENT_LENGTH")
        # Django reads as much as the length says, and would take a body without one for empty.
        if not length or "HTTP_TRANSFER_ENCODING" in request.META:
            return errors.length_required(request)
        if not (length.isascii() and length.isdigit()):
            return errors.bad_request(request, MultiPartParserError("length"))
        with_files = may_take_files(view)
        # So many digits are too many before they are a number.
        if len(length) > 12 or int(length) > (MOST_WITH_FILES if with_files else MOST_OF_A_FORM):
            return errors.content_too_large(request)
        if with_files:
            request.upload_handlers = [CaseFilesHandler(request)]
        return _read(request, int(length))


def _read(request: HttpRequest, length: int) -> HttpResponse | None:
    """Read the form; return an answer when that fails."""
    try:
        received = _received(request, length)
    except _TOO_MUCH:
        return errors.content_too_large(request)
    except (MultiPartParserError, UnreadablePostError) as unreadable:
        return errors.bad_request(request, unreadable)
    except OSError as failure:
        if not is_outage(failure):
            raise
        logger.error("A form could not be read: %s", type(failure).__name__)
        return errors.service_unavailable(request)
    if received < length:
        # The connection broke. Django would take the half that came for the whole.
        return errors.bad_request(request, UnreadablePostError("cut short"))
    return None


def _received(request: HttpRequest, length: int) -> int:
    """Read the form and return how many bytes of `length` came."""
    request.POST  # noqa: B018 - reads the form
    if request.content_type == "application/x-www-form-urlencoded":
        return len(request.body)
    if request.content_type == "multipart/form-data":
        # Django's own stream, which counts what it reads up to the declared length.
        return int(getattr(request._stream, "_pos", length))
    return length
