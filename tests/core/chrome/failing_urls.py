"""The portal's addresses, and one where everything fails that can fail."""

import errno

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.datastructures import MultiValueDictKeyError
from redis.exceptions import ConnectionError as RedisConnectionError

from config import urls

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500

FAILURES: dict[str, Exception] = {
    "permission": PermissionDenied("secret detail"),
    "suspicious": SuspiciousOperation("secret detail"),
    "field": MultiValueDictKeyError("secret detail"),
    "mistake": ZeroDivisionError("secret detail"),
    "integrity": IntegrityError("secret detail"),
    "data": DataError("secret detail"),
    "file": OSError(errno.ENOENT, "secret detail"),
    "operational": OperationalError("secret detail"),
    "interface": InterfaceError("secret detail"),
    "redis": RedisConnectionError("secret detail"),
    "disk": OSError(errno.ENOSPC, "secret detail"),
}


def fail(request: HttpRequest, what: str) -> HttpResponse:
    """Raise what the address says."""
    raise FAILURES[what]


urlpatterns = [
    path("fail/<slug:what>/", fail),
    path("en/fail/<slug:what>/", fail),
    path("admin/fail/<slug:what>/", fail),
    *urls.urlpatterns,
]
