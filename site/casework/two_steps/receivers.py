"""What happens when somebody gets or loses a second step: the session knows, and a mail tells."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.log_actions import log

from casework.mail.outbox import queue_mail
from core.models import User


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    authenticator_added.connect(_on_added, dispatch_uid="two_steps.added")
    authenticator_removed.connect(_on_removed, dispatch_uid="two_steps.removed")


def _on_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    # Whoever sets it up has it at hand: this session has passed the second step.
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _tell(user, "added")


def _on_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _tell(user, "removed")


@transaction.atomic
def _tell(user: User, what: str) -> None:
    now = timezone.now()
    log(instance=user, action=f"casework.second_step_{what}", user=user)
    if user.email:
        queue_mail(
            to=user.email,
            template="two_steps/mail/changed",
            context={"added": what == "added", "username": user.get_username()},
            reference="",
            event=f"second_step:{user.pk}:{now.isoformat()}",
        )
