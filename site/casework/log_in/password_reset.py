"""A forgotten password: asked for by anybody, looked into by the worker, told through the outbox.

The answer to whoever asks is made before anybody looks whether there is such an account. So it
takes the same time, and says the same, for every address.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.forms.auth import PasswordResetForm

from casework.log_in.models import PasswordResetRequest
from casework.mail.outbox import queue_mail
from casework.public_forms.rate_limits import RateLimit
from core.keys.purposes import recipient_key
from core.models import User

WINDOW = timedelta(hours=1)
FOR_AN_ADDRESS = RateLimit(scope="password_reset_address", most=3, window=WINDOW)
# Beyond this a sender's wishes are passed over, with the same answer: people forget one password.
LIMIT = RateLimit(scope="password_reset", most=20, window=WINDOW)


class ResetForm(PasswordResetForm):
    """Wagtail's form, which only notes that somebody asked."""

    def save(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        """Note the address, whoever it belongs to; at most three in an hour."""
        now = timezone.now()
        if request is None or LIMIT.count_request(request, now):
            note(self.cleaned_data["email"], now)


@transaction.atomic
def note(address: str, now: datetime) -> None:
    """Note that a new password was asked for, unless that happened three times this hour."""
    if FOR_AN_ADDRESS.count(recipient_key(address), now):
        PasswordResetRequest.objects.create(address=address, asked_at=now)


def answer_requests(now: datetime) -> int:
    """Queue a mail to each account whose new password was asked for; return how many mails."""
    PasswordResetRequest.objects.filter(asked_at__lte=now - WINDOW, address="").delete()
    waiting = PasswordResetRequest.objects.exclude(address="").order_by("pk")
    return sum(_answer(each) for each in waiting[:100])


@transaction.atomic
def _answer(asked: PasswordResetRequest) -> int:
    # Another worker may be at it: the address goes with the first.
    mine = PasswordResetRequest.objects.filter(pk=asked.pk, address=asked.address)
    if mine.update(address="") != 1:
        return 0
    users: list[User] = list(PasswordResetForm().get_users(asked.address))
    for user in users:
        _tell(user, asked)
    return len(users)


def _tell(user: User, asked: PasswordResetRequest) -> None:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("wagtailadmin_password_reset_confirm", args=[uid, token])
    queue_mail(
        to=user.email,
        template="casework/mail/password_reset",
        context={
            "username": user.get_username(),
            "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
        },
        reference="",
        event=f"password_reset:{asked.pk}:{user.pk}",
        links={"link": path},
    )
