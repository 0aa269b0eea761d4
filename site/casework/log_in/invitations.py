"""An account begins with an invitation: whoever gets it chooses the password, and nobody else.

The link comes through the outbox, is good for some days and once: it says what the password was,
so it ends when one is chosen.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from wagtail.admin.views.account import PasswordResetConfirmView
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from casework.mail.outbox import queue_mail
from core.models import User

INVITED = "casework.invite"


class _Tokens(PasswordResetTokenGenerator):
    """Django's, with an end of their own: dated ahead by as much as they are good for longer."""

    key_salt = "casework.log_in.invitations"

    def make_token(self, user: Any) -> str:
        """Return what stands for `user` until a password is chosen, or the days are over."""
        longer = timedelta(days=settings.INVITATION_DAYS, seconds=-settings.PASSWORD_RESET_TIMEOUT)
        until = self._num_seconds(self._now() + longer)
        token: str = self._make_token_with_timestamp(user, until, self.secret)
        return token


@transaction.atomic
def invite(*, user_id: int, inviter: User | None, now: datetime) -> bool:
    """Mail the way in to somebody without a password; return whether there was anybody to mail.

    `inviter` is None for whoever sets the portal up.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if not may_be_invited(user):
        return False
    if not user.password:
        # As Wagtail makes accounts; from here on what is chosen is another than what was.
        user.set_unusable_password()
        user.save(update_fields=["password"])
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    link = reverse("invitation", args=[uid, _Tokens().make_token(user)])
    queue_mail(
        to=user.email,
        template="casework/mail/invitation",
        context={
            "username": user.get_username(),
            "name": user.get_full_name(),
            "days": settings.INVITATION_DAYS,
        },
        reference="",
        event=f"invitation:{user.pk}:{now.isoformat()}",
        links={"link": link},
    )
    log(instance=user, action=INVITED, user=inviter)
    return True


def may_be_invited(user: User) -> bool:
    """Whether the account waits for its owner to choose a password."""
    has_password = bool(user.password) and user.has_usable_password()
    return bool(user.is_active and user.email and not has_password)


def invite_new(request: HttpRequest, user: User) -> None:
    """Invite whoever an account was just made for; Wagtail's hook `after_create_user`."""
    if invite(user_id=user.pk, inviter=request.user, now=timezone.now()):  # type: ignore[arg-type]
        messages.info(request, _told(user))


def again_button(user: User, request_user: User) -> Iterator[Button]:
    """Offer another invitation in the list of accounts."""
    if may_be_invited(user) and request_user.has_perm("core.change_user"):
        url = reverse("invite_again", args=[user.pk])
        yield Button(_("Bjud in igen"), url, icon_name="mail", priority=40)


def invite_again(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """Ask whether another invitation shall be mailed, and mail it."""
    if not request.user.has_perm("core.change_user"):
        raise PermissionDenied
    user = get_object_or_404(User, pk=user_id)
    if not may_be_invited(user):
        messages.error(request, _("Kontot har redan ett lösenord, eller är inaktiverat."))
        return redirect("wagtailusers_users:index")
    if request.method != "POST":
        return TemplateResponse(request, "casework/admin/invite_again.html", {"account": user})
    invite(user_id=user.pk, inviter=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _told(user))
    return redirect("wagtailusers_users:index")


def _told(user: User) -> str:
    told = {"name": user.get_full_name() or user.get_username(), "days": settings.INVITATION_DAYS}
    return (
        _("%(name)s får ett brev med en länk för att välja lösenord. Den gäller i %(days)s dagar.")
        % told
    )


class InvitationView(PasswordResetConfirmView):
    """Where the link leads: choosing a password of one's own."""

    template_name = "casework/admin/invitation.html"
    token_generator = _Tokens()
    reset_url_token = "valj"  # noqa: S105 - stands where the token stood
    success_url = reverse_lazy("wagtailadmin_login")

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Keep the password, and say what comes next."""
        answer: HttpResponseBase = super().form_valid(form)
        messages.success(self.request, _("Ditt lösenord är sparat. Logga in med det här."))
        return answer


def admin_urls() -> list[Any]:
    """Return what is asked of somebody who has logged in; Wagtail's hook `register_admin_urls`."""
    return [path("inbjudan-igen/<int:user_id>/", invite_again, name="invite_again")]


# For whom nobody has logged in yet: before Wagtail's own, which ask for that.
open_urls = [path("inbjudan/<uidb64>/<token>/", InvitationView.as_view(), name="invitation")]
