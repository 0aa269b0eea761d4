"""The log-in in two steps: Wagtail's pages, with django-allauth's steps behind them."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from requests import RequestException
from wagtail.admin.views.account import LoginView


class _InSteps:
    """Takes the right password for the first step."""

    request: HttpRequest
    get_success_url: Any

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Go on to the second step of who has one; log the others in."""
        if "remember" in form.fields or "remember" in self.request.POST:
            keep = bool(self.request.POST.get("remember"))
            self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if keep else 0)
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_success_url())
        return perform_password_login(self.request, {"username": user.get_username()}, login)


class StaffLogInView(_InSteps, LoginView):
    """The way into the admin."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way by the city's own log-in."""
        told: dict[str, Any] = super().get_context_data(**kwargs)
        for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
            url = reverse("openid_connect_login", args=[app["provider_id"]])
            told["city_log_in"] = {
                "name": app["name"],
                "url": f"{url}?{urlencode({'next': self.get_success_url()})}",
            }
        return told


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PageLogInView(_InSteps, auth_views.LoginView):  # type: ignore[misc]
    """Before a public page that is only for some."""

    template_name = "wagtailcore/login.html"


@login_required
def pass_second_step(request: HttpRequest) -> HttpResponseBase:
    """Lead on to what the person has: a code or a passkey."""
    has = Authenticator.objects.filter(user_id=request.user.pk)
    by_code = has.filter(type=Authenticator.Type.TOTP).exists()
    name = "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
    return redirect(f"{reverse(name)}?{urlencode({'next': request.GET.get('next', '')})}")


@require_POST
def log_in_again(request: HttpRequest) -> HttpResponseBase:
    """Begin anew, from whichever step."""
    clear_login(request)
    logout(request)
    return redirect("account_login")


@never_cache
def inactive(request: HttpRequest) -> HttpResponseBase:
    """Say that the account is closed."""
    return TemplateResponse(request, "two_steps/turned_away.html", {"why": "inactive"}, status=403)


def city_log_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the city's own log-in."""
    return _while_it_answers(provider.login, request, provider_id)


def city_log_in_done(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from there."""
    return _while_it_answers(provider.callback, request, provider_id)


def _while_it_answers(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        answer: HttpResponseBase = view(request, provider_id)
    except ImmediateHttpResponse as instead:
        return instead.response
    except RequestException:
        told = {"why": "no_answer"}
        return TemplateResponse(request, "two_steps/turned_away.html", told, status=503)
    return answer
