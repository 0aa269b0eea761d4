"""What is kept for those who have logged in: their session in use, and their device known."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from casework.log_in.devices import remember_device
from core.routing.middleware import Middleware


class LoggedInMiddleware(Middleware):
    """Writes for staff in the admin and for who logs in, never for who reads."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(settings.ADMIN_PREFIX):
            request.session.note_use()  # type: ignore[attr-defined]
        response = self.get_response(request)
        # Set by BrakingHandler.user_logged_in.
        if name_key := getattr(request, "logged_in_as", ""):
            remember_device(request, response, name_key)
        return response
