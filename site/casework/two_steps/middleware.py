"""Nobody comes further into the admin than to the second step, if there has to be one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from casework.two_steps.needed import has_passed, has_second_step, must_have_second_step
from core.freshness.readers import is_anonymous
from core.routing.middleware import Middleware

# What is open until then, beside the pages of the second step themselves.
_OPEN = {
    *("account_login", "account_inactive", "wagtailadmin_logout", "log_in_again"),
    *("wagtailadmin_javascript_catalog", "wagtailadmin_sprite", "openid_connect_login"),
    *("openid_connect_callback", "pass_second_step"),
}


class SecondStepNeededMiddleware(Middleware):
    """Lead whoever has to take a second step to it: to pass it, or to set it up.

    django-allauth asks for it at the log-in of those who have one, and knows nobody who must.
    """

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Answer in place of the view, where the session has not come so far."""
        if not request.path.startswith(settings.ADMIN_PREFIX) or is_anonymous(request):
            return None
        match = request.resolver_match
        name = (match.url_name or "") if match else ""
        user = request.user
        if name in _OPEN or name.startswith("mfa_") or not user.is_authenticated:
            return None
        if has_passed(request, user):
            return None
        if has_second_step(user):
            # Such as a session from before it was set up on another device.
            return _lead(request, "pass_second_step")
        if must_have_second_step(user):
            return _lead(request, "mfa_index")
        return None


def _lead(request: HttpRequest, name: str) -> HttpResponseBase:
    if request.headers.get("X-Requested-With") or request.method != "GET":
        return HttpResponseForbidden(_("Logga in i två steg först."), "text/plain; charset=utf-8")
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
