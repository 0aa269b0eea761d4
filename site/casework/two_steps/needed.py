"""Who needs a second step, and whether a session has passed it. All questions; nothing changes."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from core.models import User
from core.staff.roles import Role

_REAL = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_step(user: User) -> bool:
    """Whether there is an app or a passkey; codes in reserve alone are none."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=_REAL).exists()


def must_have_second_step(user: User) -> bool:
    """Whether one of the person's roles asks for it; who may do everything is an administrator."""
    roles = set(settings.SECOND_STEP_ROLES)
    if user.is_superuser:
        return str(Role.ADMINISTRATOR) in roles
    return bool(roles) and user.groups.filter(name__in=roles).exists()


def has_passed(request: HttpRequest, user: User) -> bool:
    """Whether this session has passed a second step, here or at a provider that asks for one."""
    enough = {"mfa"} | ({"socialaccount"} if settings.OIDC_HAS_SECOND_STEP else set())
    return any(each["method"] in enough for each in get_authentication_records(request, user))
