"""Answers only the request methods that the portal knows, and addresses that can exist."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

KNOWN_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Wagtail's admin API and editor speak these too, to people who have logged in.
ADMIN_METHODS = (*KNOWN_METHODS, "PUT", "PATCH", "DELETE")


class KnownMethodsMiddleware:
    """Refuse unknown methods with 405, and what no database can hold with 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = ADMIN_METHODS if request.path.startswith(settings.ADMIN_PREFIX) else KNOWN_METHODS
        if request.method not in known:
            return _not_allowed(request, known)
        if _cannot_be_stored(request):
            return _bad_address(request)
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        if request.method == "OPTIONS":
            # What the view knows is the answer to the question, not a refusal of it.
            return HttpResponse(status=204, headers={"Allow": f"{response['Allow']}, OPTIONS"})
        return _not_allowed(request, response["Allow"].split(", "))


def _cannot_be_stored(request: HttpRequest) -> bool:
    """Whether the path or a cookie holds what PostgreSQL refuses in any text."""
    texts = (request.path, *request.COOKIES.values())
    return any("\x00" in text for text in texts) or "\ufffd" in request.path


def _not_allowed(request: HttpRequest, permitted: "list[str] | tuple[str, ...]") -> HttpResponse:
    from core.chrome import errors  # noqa: PLC0415

    return errors.method_not_allowed(request, permitted)


def _bad_address(request: HttpRequest) -> HttpResponse:
    from core.chrome import errors  # noqa: PLC0415

    return errors.bad_request(request)
