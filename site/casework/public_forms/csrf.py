"""A form whose token is missing or too old shows itself again instead of failing.

Django's check stays as it is. Only what happens when it says no is different for views that
ask for it: the view runs, asks `refusal(request)`, and re-shows what was typed.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.middleware.csrf import REASON_NO_CSRF_COOKIE

from core.chrome.errors import SHOWS_FORM_AGAIN

View = TypeVar("View", bound=Callable[..., object])


def shows_form_again(view: View) -> View:
    """Let `view` answer when the token is refused. It must then ask `refusal` before acting."""
    setattr(view, SHOWS_FORM_AGAIN, True)
    return view


def refusal(request: HttpRequest) -> str:
    """Return why the token was refused, or "" when the form was sent from our own page.

    A browser that keeps no cookies has no token to show, but it says which site the form stood
    on. Django checks `Origin` before it looks for the cookie; when the cookie is all that is
    missing, the origin has been found to be ours, and no other site can claim that.
    """
    reason: str = getattr(request, "csrf_refusal", "")
    if reason == REASON_NO_CSRF_COOKIE and "Origin" in request.headers:
        return ""
    return reason


def keeps_no_cookies(request: HttpRequest) -> bool:
    """Whether the token was refused because the browser sent no cookie at all."""
    return refusal(request) == REASON_NO_CSRF_COOKIE
