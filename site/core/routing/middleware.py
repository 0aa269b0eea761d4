"""What happens to every request on its way to a view, and to every answer on its way back.

The order stands in the setting MIDDLEWARE, outermost first, as the classes do here.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils import translation
from wagtail.models import Site

from core.chrome import errors
from core.chrome.outages import is_outage
from core.freshness.kept_warm import warm
from core.language.addresses import language_of

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


class _Middleware:
    """Hands every request on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class SecurityHeadersMiddleware(_Middleware):
    """Add the security headers that neither Django nor django-csp sets.

    The admin gets the looser content policy that Wagtail needs.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(settings.ADMIN_PREFIX):
            # Read by django-csp's middleware, which runs after this one on the way out.
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
            # Previews are shown inside the editor; everything else keeps Django's answer.
            response.setdefault("X-Frame-Options", "SAMEORIGIN")
        return response


class KnownMethodsMiddleware(_Middleware):
    """Refuse unknown methods with 405, and what no database can hold with 400."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known: Sequence[str] = KNOWN_METHODS
        if request.path.startswith(settings.ADMIN_PREFIX):
            known = ADMIN_METHODS
        if request.method not in known:
            return errors.method_not_allowed(request, known)
        # What PostgreSQL refuses in any text.
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


class OutageMiddleware(_Middleware):
    """Turn what fails below a view into 503, with words that say what to do.

    What fails outside views, in middleware, reaches `errors.server_error`, which does the same.
    """

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer 503 for what would not have been raised if all were well."""
        if is_outage(exception):
            logger.error("Something below failed on %s", request.path, exc_info=exception)
            return errors.service_unavailable(request)
        return None


class LanguageByPathMiddleware(_Middleware):
    """Activate the language that the first part of the path names, else Swedish.

    Django's LocaleMiddleware also asks the browser and a cookie; then one address would have
    several contents, and no cache could hold it.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.setdefault("Content-Language", language)
            return response


class WarmSiteMiddleware(_Middleware):
    """Put the Wagtail site where `Site.find_for_request` looks first, without asking each time."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host, port = request.get_host(), request.get_port()
        # A view that needs no database answers without one; a form keeps what was typed.
        with suppress(DatabaseError):
            # Only hosts that the settings allow get this far, so the number of keys is small.
            request._wagtail_site = warm(  # type: ignore[attr-defined]
                f"site:{host}:{port}", lambda: Site._find_for_request(request)
            )
        return self.get_response(request)
