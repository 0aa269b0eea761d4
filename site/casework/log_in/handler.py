"""What axes asks and tells at each log-in."""

import ipaddress
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casework.log_in import brakes
from core.chrome import errors
from core.routing.senders import network_of


class BrakingHandler(AxesDatabaseHandler):
    """Slows guessing down by our brakes; logs who has logged in as axes does.

    Nothing of a failed attempt is stored but counters: axes would keep all that was typed.
    """

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether this name may not be tried from here just now."""
        return bool(brakes.wait(request, _name(request, credentials), timezone.now()))

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        """Show who has to wait from now on; the backend has counted the attempt already."""
        if request is None:
            return
        request.axes_credentials = credentials
        request.axes_locked_out = self.is_locked(request, credentials)

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        """Log it, forget the failures before it, and let the device be known."""
        super().user_logged_in(sender, request, user, **kwargs)
        brakes.forget_failures(request, user.get_username())
        request.logged_in_as = brakes.name_key(user.get_username())


def sender_address(request: HttpRequest) -> str | None:
    """Return the sender as the log of log-ins holds it: an address, for IPv6 that of its /64."""
    address = network_of(request).partition("/")[0]
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def locked_page(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Say in Swedish how long to wait, and what else helps."""
    left = brakes.wait(request, _name(request, credentials), timezone.now())
    return errors.log_in_locked(request, max(1, round(left.total_seconds())))


def _name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    return get_client_username(request, credentials) or ""
