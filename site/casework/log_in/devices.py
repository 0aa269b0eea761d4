"""Devices on which staff have logged in before, known by a signed cookie.

It goes wherever one can log in: to the admin, and to what is restricted on the public site. Who
only reads has none. It opens nothing, and only says that its device is no stranger to a name, so
that strangers' attempts do not lock out who sits there.
"""

import secrets
import time
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.keys.purposes import Purpose, signer

KNOWN_FOR = timedelta(days=180)
# How many people's names one device remembers.
_MOST_NAMES = 5


def device_of(request: HttpRequest, name_key: str) -> str | None:
    """Return the device, when whoever `name_key` stands for has logged in on it lately."""
    device, names = _told(request)
    return device if name_key in names else None


def remember_device(request: HttpRequest, response: HttpResponseBase, name_key: str) -> None:
    """Let the device know that whoever `name_key` stands for has logged in on it."""
    device, names = _told(request)
    others = [name for name in names if name != name_key]
    told = [device or secrets.token_urlsafe(12), [name_key, *others][:_MOST_NAMES]]
    response.set_cookie(
        settings.KNOWN_DEVICE_COOKIE_NAME,
        _signer().sign_object([*told, int(time.time())]),
        max_age=KNOWN_FOR,
        # One of before, under the admin alone, is sent before this one, and the last one counts.
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _told(request: HttpRequest) -> tuple[str, list[str]]:
    """Return the device and the names that it remembers; nothing for what is not ours or old."""
    cookie = request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE_NAME, "")
    try:
        device, names, since = _signer().unsign_object(cookie)
    except (BadSignature, ValueError, TypeError):
        return "", []
    if time.time() - since > KNOWN_FOR.total_seconds():
        return "", []
    return str(device), list(names)


def _signer() -> Signer:
    return signer(Purpose.DEVICES, salt="casework.device")
