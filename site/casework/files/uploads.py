"""Reading a form with files so that a file that is too big takes nothing else with it.

While a request is read, a file's bytes stop being kept at the limit; the fields of the form and
the other files are read on. `waiting_files.hold` then refuses what was marked, in words.
Likewise a file that finds no room on the disk: the words of the form are read all the same, and
`hold` raises what the disk said.
"""

import errno
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.core.handlers.wsgi import get_path_info
from django.http import (
    HttpRequest,
    HttpResponse,
    UnreadablePostError,
    parse_cookie,
)
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path

from casework.files.file_types import MOST_BYTES, MOST_FILES, Reason
from core.chrome import errors
from core.chrome.outages import is_outage
from core.routing.middleware import Middleware

logger = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., object])

# A request may be so big, in bytes: a form of words, and one with files. The second is far above
# what five files need, because somebody who chose a film by mistake should keep their words.
MOST_OF_A_FORM = 2_621_440
MOST_WITH_FILES = 120 * 1024 * 1024

_TAKES_FILES = "takes_files"
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def takes_files(view: View) -> View:
    """Let the form of `view` come with files. All others may send words only."""
    setattr(view, _TAKES_FILES, True)
    return view


def may_take_files(view: Callable[..., object]) -> bool:
    """Whether `takes_files` marks the view."""
    return bool(getattr(view, _TAKES_FILES, False))


def most_bytes(environ: dict[str, Any]) -> int | None:
    """Return how long the body of a request may be; None when nobody here will read it.

    For the server, which waits for bodies before anybody else sees the request. What the
    middleware below refuses for other reasons is not waited for either.
    """
    length = environ.get("CONTENT_LENGTH", "")
    if environ["REQUEST_METHOD"] not in ("POST", "PUT", "PATCH", "DELETE"):
        return None
    if "HTTP_TRANSFER_ENCODING" in environ or not (length.isascii() and length.isdigit()):
        return None
    path = get_path_info(environ)
    if path.startswith(settings.ADMIN_PREFIX):
        is_known = settings.SESSION_COOKIE_NAME in parse_cookie(environ.get("HTTP_COOKIE", ""))
        return MOST_WITH_FILES if is_known else MOST_OF_A_FORM
    try:
        # No middleware has been here yet, and addresses depend on the language that they name.
        with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            view = resolve(path).func
    except Resolver404:
        return None
    return MOST_WITH_FILES if may_take_files(view) else MOST_OF_A_FORM


class UploadLimitsMiddleware(Middleware):
    """Refuse a public form by its declared length, then read it.

    Stands before CsrfViewMiddleware, which would be the first to read. The admin keeps
    Wagtail's own limits.
    """

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


class RefusedUpload(UploadedFile):
    """Stands for a file whose bytes were not kept, and knows why. `size` is what was sent."""

    def __init__(self, refused: Reason, **described: Any) -> None:
        super().__init__(file=ContentFile(b""), **described)
        self.refused = refused


class LostUpload(UploadedFile):
    """Stands for a file that found no room; `failure` is what the disk said."""

    def __init__(self, failure: OSError, **described: Any) -> None:
        super().__init__(file=ContentFile(b""), **described)
        self.failure = failure


class CaseFilesHandler(FileUploadHandler):
    """Keeps the first few files of a request, each as long as it is small enough.

    They lie in temporary files that have no name: when the process dies nothing is left.
    """

    refused: Reason | None = None
    failure: OSError | None = None
    file: IO[bytes] | None = None

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin another file."""
        super().new_file(*args, **kwargs)
        self.count += 1
        self.refused = Reason.TOO_MANY if self.count > MOST_FILES else None
        self.failure, self.file = None, None
        if not self.refused:
            with self._disk_may_be_full():
                self.file = _temporary_file()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part of the file, or give the file up."""
        if self.file is None:
            return
        if start + len(raw_data) > MOST_BYTES:
            self.refused = Reason.TOO_BIG
            self._give_up()
            return
        with self._disk_may_be_full():
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return the file, or what stands for it."""
        described: dict[str, Any] = {
            "name": self.file_name,
            "content_type": self.content_type,
            "size": file_size,
            "charset": self.charset,
            "content_type_extra": self.content_type_extra,
        }
        if self.refused:
            return RefusedUpload(self.refused, **described)
        with self._disk_may_be_full():
            if self.file is not None:
                # Writes what is still in memory.
                self.file.seek(0)
        if self.failure is not None:
            return LostUpload(self.failure, **described)
        return UploadedFile(file=self.file, **described)

    def upload_interrupted(self) -> None:
        """Forget a file whose end never came."""
        self._give_up()

    @contextmanager
    def _disk_may_be_full(self) -> Iterator[None]:
        try:
            yield
        except OSError as failure:
            if not is_outage(failure):
                raise
            self.failure = failure
            self._give_up()

    def _give_up(self) -> None:
        """Close the file; that what is still in memory finds no room either does not matter."""
        if self.file is not None:
            with suppress(OSError):
                self.file.close()
            self.file = None


def _temporary_file() -> IO[bytes]:
    try:
        return tempfile.TemporaryFile()
    except FileNotFoundError as none_usable:
        # What Python says when it looks for a folder for the first time and all disks are full.
        raise OSError(errno.ENOSPC, "No folder for temporary files") from none_usable
