"""Readers without a session: telling them from staff, and letting caches keep their answers."""

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from core.freshness.declared import share

R = TypeVar("R", bound=HttpResponseBase)


def is_anonymous(request: HttpRequest) -> bool:
    """Whether the request carries no session at all, so that its page may be shared.

    Looking at `request.user` would open the session and make the answer depend on a cookie.
    """
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def shared(request: HttpRequest, response: R, *, seconds: int, reads: Iterable[str]) -> R:
    """Return `response` as what caches may keep for `seconds`; from staff, as kept by nobody.

    `reads` are the parameters of the address on which it depends, beside those that a list or
    another function has noted. Our own cache leaves out all others before the view is asked.
    """
    if is_anonymous(request):
        patch_cache_control(response, public=True, max_age=seconds)
        share(request.META, *reads)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
