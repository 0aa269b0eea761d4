"""A failing database, cache or disk ends in an honest page, not in a stack trace."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from core.chrome import errors
from core.chrome.outages import is_outage

logger = logging.getLogger(__name__)


class OutageMiddleware:
    """Turn what fails below a view into 503, with words that say what to do.

    What fails outside views, in middleware, reaches `errors.server_error`, which does the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer 503 for what would not have been raised if all were well."""
        if is_outage(exception):
            logger.error("Something below failed on %s", request.path, exc_info=exception)
            return errors.service_unavailable(request)
        return None
