"""The pages that say that something went wrong. They need neither database nor cache.

Each is a whole page of its own (`templates/503.html` …) that shares the frame's look but asks
nothing of the frame's context, because that is what may be broken. The language is that of the
address, also where nobody has got as far as to activate it.
"""

import logging
import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.chrome.outages import is_outage, last_known_contact, what_is_out
from core.language.addresses import front_url
from core.logs import asked, failures

logger = logging.getLogger(__name__)

# A view with this attribute answers itself when its form's token is refused; it finds the
# reason in `request.csrf_refusal`. Set by casework.public_forms.form_flow.shows_form_again.
SHOWS_FORM_AGAIN = "shows_form_again"

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_INCOMPLETE = _("Allt du skickade kom inte fram, så inget är sparat.")
_TOO_SLOW = _(
    "Förbindelsen är så långsam att vi slutade vänta, och inget är sparat. Försök igen där"
    " täckningen är bättre, eller skicka utan filer."
)

# When not even a template can be drawn. Written out, because words to look up may be gone, too.
_PLAIN = {
    "sv": (
        '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Felet är vårt</title>'
        "<h1>Felet är vårt, inte ditt</h1><p>Försök igen om en stund. Fick du ingen bekräftelse så"
        " är det inte skickat. Akut fara? Ring 112.</p></html>"
    ),
    "en": (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>The fault is ours</title>'
        "<h1>The fault is ours, not yours</h1><p>Try again in a while. If you got no confirmation,"
        " it has not been sent. In danger now? Call 112.</p></html>"
    ),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form could not be understood; 413 when it was too much to read."""
    if isinstance(exception, _TOO_MUCH):
        return content_too_large(request)
    if isinstance(exception, MultiPartParserError | UnreadablePostError):
        return _page(request, "400.html", 400, message=_INCOMPLETE)
    return _page(request, "400.html", 400)


def request_timeout(request: HttpRequest) -> HttpResponse:
    """408: what was sent came too slowly to wait for the rest of it."""
    return _page(request, "400.html", 408, message=_TOO_SLOW)


def length_required(request: HttpRequest) -> HttpResponse:
    """411: a form that does not say how long it is, which no browser sends."""
    return _page(request, "400.html", 411, message=_INCOMPLETE)


def content_too_large(request: HttpRequest) -> HttpResponse:
    """413: more than we take; says how else to reach us."""
    return _page(request, "413.html", 413, contact=last_known_contact(request))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this visitor."""
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page; offers search and places."""
    return _page(request, "404.html", 404)


def method_not_allowed(request: HttpRequest, permitted: Sequence[str]) -> HttpResponse:
    """405: the address exists, but not for this kind of request."""
    response = _page(request, "405.html", 405)
    response["Allow"] = ", ".join(permitted)
    return response


def log_in_locked(request: HttpRequest, retry_after: int) -> HttpResponse:
    """429: too many wrong passwords; `retry_after` is in seconds."""
    minutes = max(1, -(-retry_after // 60))
    reset_url = f"{settings.ADMIN_PREFIX}password_reset/"
    response = _page(request, "log_in_locked.html", 429, minutes=minutes, reset_url=reset_url)
    response["Retry-After"] = str(retry_after)
    return response


def password_locked(request: HttpRequest, retry_after: int) -> HttpResponse:
    """429: too many wrong passwords for what is restricted; `retry_after` is in seconds."""
    minutes = max(1, -(-retry_after // 60))
    contact = last_known_contact(request)
    response = _page(request, "password_locked.html", 429, minutes=minutes, contact=contact)
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 when the fault lies in what we stand on.

    Django calls this inside the handling of the exception, wherever it was raised: in a view,
    in a middleware or while a template was drawn.
    """
    failure = sys.exception()
    if isinstance(failure, UnreadablePostError):
        # The sender hung up; Django counts that as a failure of ours.
        return bad_request(request, failure)
    if is_outage(failure):
        failures.tell(what_is_out(failure))
        return service_unavailable(request)
    failures.tell("error")
    return _safe_page(request, "500.html", 500, reference=asked.request_id())


def service_unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database or the disk does not answer for now."""
    response = _safe_page(request, "503.html", 503)
    response["Retry-After"] = "60"
    return response


def not_set_up(request: HttpRequest) -> HttpResponse:
    """503: there is no front page yet."""
    response = _safe_page(request, "not_set_up.html", 503)
    response["Retry-After"] = "3600"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Let a form of ours show itself again; 403 for everything else."""
    match = request.resolver_match
    if match and getattr(match.func, SHOWS_FORM_AGAIN, False):
        request.csrf_refusal = reason  # type: ignore[attr-defined]
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response
    return _page(request, "403.html", 403, message=_("Tiden gick ut. Gå tillbaka och skicka igen."))


def _safe_page(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    try:
        return _page(request, template, status, contact=last_known_contact(request), **context)
    except Exception:  # the last line: whatever failed, something readable is answered
        logger.exception("Not even %s could be drawn", template)
        plain = _PLAIN.get(_language_of(request), _PLAIN["sv"])
        return HttpResponse(plain, status=status, headers={"Cache-Control": "no-store"})


def _page(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    language = _language_of(request)
    with translation.override(language):
        drawn = render_to_string(template, {"home_url": front_url(language), **context})
    response = HttpResponse(drawn, status=status)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    return response


def _language_of(request: HttpRequest) -> str:
    """Return the language of the path; what fails early has not met LanguageByPathMiddleware."""
    named: str | None = translation.get_language_from_path(request.path_info)
    return named or settings.LANGUAGE_CODE
