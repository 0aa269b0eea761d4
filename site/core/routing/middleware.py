"""What happens to every request on its way to a view, and to every answer on its way back.

The order stands in the setting MIDDLEWARE, outermost first, as the classes do here.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    QueryDict,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from django.utils.datastructures import MultiValueDictKeyError

from core.chrome import errors
from core.chrome.outages import is_outage, tracebacks, what_is_out
from core.language.plain_text import MOST_MARKS, TOO_MANY_MARKS, few_marks
from core.logs import failures

logger = logging.getLogger(__name__)

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
        "browsing-topics",
    )
)
KNOWN_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Wagtail's admin API and editor speak these too, to people who have logged in.
ADMIN_METHODS = (*KNOWN_METHODS, "PUT", "PATCH", "DELETE")
# In the environment of a request whose body was given up: the status to answer with. No header
# can set it.
GIVEN_UP = "portal.given_up"
# Longer than the way to any page of ours.
LONGEST_PATH = 2000


class Middleware:
    """Hands every request on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class SecurityHeadersMiddleware(Middleware):
    """Add the security headers that neither Django nor django-csp sets.

    The admin gets the looser content policy that Wagtail needs, the way in a closer one.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.headers.get("Content-Encoding") == "None":
            # Wagtail's way of saying that a document is not encoded.
            del response["Content-Encoding"]
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(settings.ADMIN_PREFIX):
            policy = settings.ADMIN_CONTENT_SECURITY_POLICY
            if request.path.startswith(settings.LOG_IN_PREFIXES):
                policy = settings.LOG_IN_CONTENT_SECURITY_POLICY
            # Read by django-csp's middleware, which runs after this one on the way out.
            response._csp_replace = policy  # type: ignore[attr-defined]
            # Previews are shown inside the editor; everything else keeps Django's answer.
            response.setdefault("X-Frame-Options", "SAMEORIGIN")
        return response


class KnownMethodsMiddleware(Middleware):
    """Refuse unknown methods with 405, what no database can hold with 400.

    A path that is longer than any page's is answered as what it is, unknown, and not looked up.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known: Sequence[str] = KNOWN_METHODS
        if request.path.startswith(settings.ADMIN_PREFIX):
            known = ADMIN_METHODS
        if request.method not in known:
            return errors.method_not_allowed(request, known)
        # What PostgreSQL refuses in any text.
        if len(request.path) > LONGEST_PATH:
            return errors.page_not_found(request)
        texts = "".join((request.path, *request.COOKIES.values()))
        if "\x00" in texts or "\ufffd" in request.path:
            return errors.bad_request(request)
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        if request.method == "OPTIONS":
            # What the view knows is the answer to the question, not a refusal of it.
            return HttpResponse(status=204, headers={"Allow": f"{response['Allow']}, OPTIONS"})
        return errors.method_not_allowed(request, response["Allow"].split(", "))


class OutageMiddleware(Middleware):
    """Turn what fails below a view into 503, with words that say what to do.

    What fails outside views, in middleware, reaches `errors.server_error`, which does the same.
    """

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer 503 for what would not have been raised if all were well, 400 for half a form."""
        if is_outage(exception):
            told = exception if tracebacks.are_wanted(exception) else None
            logger.error("Something below failed: %s", type(exception).__name__, exc_info=told)
            failures.tell(what_is_out(exception))
            return errors.service_unavailable(request)
        # Wagtail's editor takes for granted that all its fields are sent; ours must not.
        is_admin = request.path.startswith(settings.ADMIN_PREFIX)
        if is_admin and isinstance(exception, MultiValueDictKeyError):
            logger.info("A field is missing in what was sent")
            return errors.bad_request(request)
        return None


class LanguageByPathMiddleware(Middleware):
    """Activate the language that the first part of the path names, else Swedish.

    Django's LocaleMiddleware also asks the browser and a cookie; then one address would have
    several contents, and no cache could hold it.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        named = translation.get_language_from_path(request.path_info)
        language: str = named or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.setdefault("Content-Language", language)
            return response


class GivenUpMiddleware(Middleware):
    """Say why a body was not read to its end, before anybody takes it for an empty one.

    See config.doorstep.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        match request.META.get(GIVEN_UP):
            case None:
                return self.get_response(request)
            case 408:
                return errors.request_timeout(request)
            case 413:
                return errors.content_too_large(request)
            case _:
                return errors.service_unavailable(request)


class BoundedInputMiddleware(Middleware):
    """Leave only so many marks on each letter of what is asked and sent: see `few_marks`.

    One door for public forms, the admin and searches, Django's and Wagtail's own included, which
    normalise what they are given. How long a text may be is for its field to say, and to tell.

    Stands after UploadLimitsMiddleware, which decides whether a form is read at all.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if len(request.META.get("QUERY_STRING", "")) > MOST_MARKS:
            request.GET = _with_few_marks(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Look through the form; what cannot be read is the sender's failure."""
        if request.method == "POST":
            try:
                request.POST = _with_few_marks(request.POST)  # type: ignore[assignment]
            except (UnreadablePostError, MultiPartParserError) as unreadable:
                # Asked again, Django would take the form for an empty one.
                return errors.bad_request(request, unreadable)
        return None


def _with_few_marks(sent: QueryDict) -> QueryDict:
    """Return `sent` itself, or a copy in which no letter has too many marks."""
    changed = {
        name: [few_marks(value) for value in values]
        for name, values in sent.lists()
        if any(not value.isascii() and TOO_MANY_MARKS.search(value) for value in values)
    }
    if not changed:
        return sent
    copied = sent.copy()
    for name, values in changed.items():
        copied.setlist(name, values)
    return copied
