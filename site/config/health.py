"""Whether the portal lives, and whether it can serve: for load balancers and monitors.

They ask by address, over plain HTTP, from inside; so nothing is asked about the host or the
scheme of their requests. What is answered is the same for everybody and tells of nobody.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from config.readiness import what_is_missing
from core.chrome import errors

# `config.doorstep` answers it without a thread, and so without what is below.
ALIVE, READY = "/healthz", "/readyz"
ALIVE_TEXT = "ok\n"


class ProbesMiddleware:
    """Answers who asks how the portal is, before anything asks for its hosts, site or database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path not in (ALIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return errors.method_not_allowed(request, ["GET", "HEAD"])
        return _plain(200, ALIVE_TEXT) if request.path == ALIVE else ready()


def ready() -> HttpResponse:
    """200 when a reader would get a page, else 503 with a line for each reason."""
    reasons = list(what_is_missing())
    return _plain(503 if reasons else 200, "".join(f"{each}\n" for each in reasons) or "ready\n")


def _plain(status: int, text: str) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, status=status, content_type="text/plain", headers=headers)
