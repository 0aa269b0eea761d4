"""What an address is called in logs and metrics: never the address, which may open something."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from core.chrome.errors import SHOWS_FORM_AGAIN
from core.logs.asked import KIND, ROUTE
from core.routing.middleware import Middleware

_HEALTH = ("/healthz", "/readyz", "/metrics")


class RouteMiddleware(Middleware):
    """Note for whoever told us of the request what was asked for: outermost, so of every answer."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        request.META[KIND] = _kind_of(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Note the name early, for lines that the view logs. Pages say their type themselves."""
        if match := request.resolver_match:
            request.META[ROUTE] = match.view_name or match.route


def _kind_of(request: HttpRequest, response: HttpResponseBase) -> str:
    """Return one of staff, health, file, form, page and feed."""
    match, path = request.resolver_match, request.path
    if path.startswith(settings.ADMIN_PREFIX):
        return "staff"
    if path in _HEALTH:
        return "health"
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL, "/dokument/")):
        return "file"
    if request.method == "POST" or (match and getattr(match.func, SHOWS_FORM_AGAIN, False)):
        return "form"
    is_page = response.headers.get("Content-Type", "text/html").startswith("text/html")
    return "page" if is_page else "feed"
