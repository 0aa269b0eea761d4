"""Which Wagtail site a request is for, without asking the database each time."""

from collections.abc import Callable
from contextlib import suppress

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site

from core.freshness.kept_warm import warm


class WarmSiteMiddleware:
    """Put the site where `Site.find_for_request` looks for it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host, port = request.get_host(), request.get_port()
        # A view that needs no database answers without one; a form keeps what was typed.
        with suppress(DatabaseError):
            # Only hosts that the settings allow get this far, so the number of keys is small.
            request._wagtail_site = warm(  # type: ignore[attr-defined]
                f"site:{host}:{port}", lambda: Site._find_for_request(request)
            )
        return self.get_response(request)
