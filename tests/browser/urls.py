"""The portal's addresses, and a few that fail, so that error pages can be looked at."""

from typing import NoReturn

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls as portal
from core.chrome import errors
from tests.browser import failing_forms

handler400 = portal.handler400
handler403 = portal.handler403
handler404 = portal.handler404
handler500 = portal.handler500


def bad_request(request: HttpRequest) -> NoReturn:
    raise BadRequest


def forbidden(request: HttpRequest) -> NoReturn:
    raise PermissionDenied


def broken(request: HttpRequest) -> NoReturn:
    raise RuntimeError("broken on purpose")


def unavailable(request: HttpRequest) -> HttpResponse:
    return errors.service_unavailable(request)


urlpatterns = [
    path("fel/400/", bad_request),
    path("fel/403/", forbidden),
    path("fel/500/", broken),
    path("fel/503/", unavailable),
    *failing_forms.urlpatterns,
    *portal.urlpatterns,
]
