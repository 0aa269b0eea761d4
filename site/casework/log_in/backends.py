"""Passwords, looked at only by whoever need not wait."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from casework.log_in import brakes


class BrakedBackend(ModelBackend):
    """Django's, with the attempt counted before the password is hashed."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Any:
        """Return whose name and password these are, or None.

        Raises PermissionDenied, and looks at nothing, for somebody who has to wait.
        """
        given = {"username": username, "password": password, **kwargs}
        if request is None or username is None or not settings.AXES_ENABLED:
            return super().authenticate(request, **given)
        if not brakes.claim(request, username, timezone.now()):
            raise PermissionDenied
        user = super().authenticate(request, **given)
        if user is not None:
            brakes.give_back(request, username)
        return user
