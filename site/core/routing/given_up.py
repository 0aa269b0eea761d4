"""Answering for a body that was not read to its end; see config.doorstep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from core.chrome import errors

# In the environment of such a request: the status to answer with. No header can set it.
GIVEN_UP = "portal.given_up"


class GivenUpMiddleware:
    """Say why nothing was read, before anybody takes the missing body for an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

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
