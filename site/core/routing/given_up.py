"""Answering for a body that was not read to its end; see config.doorstep."""

from django.http import HttpRequest, HttpResponseBase

from core.chrome import errors
from core.routing.middleware import Middleware

# In the environment of such a request: the status to answer with. No header can set it.
GIVEN_UP = "portal.given_up"


class GivenUpMiddleware(Middleware):
    """Say why nothing was read, before anybody takes the missing body for an empty one."""

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
