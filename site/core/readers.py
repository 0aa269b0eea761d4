"""Telling readers from staff without opening a session."""

from django.conf import settings
from django.http import HttpRequest


def is_anonymous(request: HttpRequest) -> bool:
    """Whether the request carries no session at all, so that its page may be shared.

    Looking at `request.user` would open the session and make the answer depend on a cookie.
    """
    return settings.SESSION_COOKIE_NAME not in request.COOKIES
