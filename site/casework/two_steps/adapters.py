"""What django-allauth asks us: about accounts, second steps and the city's own log-in."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.two_steps.city_log_in import take_over_roles
from casework.two_steps.needed import has_second_step
from casework.two_steps.roles_of_groups import groups_in, roles_of
from core.models import User

# What the city says of somebody's roles, in the state of the log-in under way.
_ROLES = "roles"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up, nobody is mailed, and nothing is said that our pages do not say."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, app: str = "") -> bool:
        """Whether to ask once more, before the second step is changed of who has one."""
        request: Any = context.request
        if not has_second_step(request.user):
            return False
        passed = get_authentication_records(request, request.user)
        latest = max((each["at"] for each in passed if each["method"] == "mfa"), default=0)
        return bool(time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Log in as Django itself would."""
        if not hasattr(user, "backend"):
            user.backend = settings.PASSWORD_BACKEND
        super().login(request, user)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing beside the pages."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing past the outbox."""


class SecondStepAdapter(DefaultMFAAdapter):
    """The words of the second step."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "Koden stämmer inte. Vänta på nästa i appen och skriv in den."
        ),
    }

    def get_totp_label(self, user: Any) -> str:
        """Return what the app calls the account."""
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Return what a key is called until somebody says better."""
        return _("Min nyckel")

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)


class CityAdapter(DefaultSocialAccountAdapter):
    """Who comes in by the city's own log-in, and as what."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whoever has come so far has a role: see pre_social_login."""
        return True

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Any, str] | None:
        """Return the one account with an address that the provider has verified.

        Never one with full rights: those are given here, and by nobody there.
        """
        for each in sociallogin.email_addresses:
            found = list(User.objects.filter(email__iexact=each.email)[:2])
            if each.verified and len(found) == 1 and not found[0].is_superuser:
                return found[0], each.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who has a role, with the roles of today; tell all others kindly."""
        claims = sociallogin.account.extra_data
        told = {**claims.get("id_token", {}), **claims.get("userinfo", {})}
        roles = roles_of(groups_in(told, settings.OIDC_GROUPS_CLAIM), settings.OIDC_ROLES)
        # What the provider says of people is used, and not kept.
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])
        if sociallogin.is_existing:
            take_over_roles(user_id=sociallogin.user.pk, roles=roles)
        if not roles:
            raise ImmediateHttpResponse(_turned_away(request, "no_role"))
        if not sociallogin.is_existing and self._is_taken(sociallogin):
            raise ImmediateHttpResponse(_turned_away(request, "address_taken"))
        # For `save_user`, which comes when somebody is new.
        sociallogin.state[_ROLES] = sorted(roles)

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """Make the account of somebody new, with its roles."""
        user: User = super().save_user(request, sociallogin, form)
        take_over_roles(user_id=user.pk, roles=sociallogin.state[_ROLES])
        return user

    def _is_taken(self, sociallogin: SocialLogin) -> bool:
        # By somebody else, for all we know: the provider has not verified whose address it is.
        address = sociallogin.user.email
        return bool(address) and User.objects.filter(email__iexact=address).exists()

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say in Swedish that it did not work, and what else helps."""
        raise ImmediateHttpResponse(_turned_away(request, "failed", status=400))


def _turned_away(request: HttpRequest, why: str, status: int = 403) -> HttpResponse:
    answer = TemplateResponse(request, "two_steps/turned_away.html", {"why": why}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer.render()
