"""The first administrator, who chooses the password after an invitation by mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from wagtail.log_actions import registry

from casework.log_in.invitations import INVITED, invite, may_be_invited
from config.readings.told import Told
from core.models import User

_WHAT = "Log-in"
# A command that is run twice by mistake, or by two at once, sends one mail.
_NOT_AGAIN_WITHIN = timedelta(hours=1)


def see_to_administrator(address: str, now: datetime) -> Told:
    """Make an account with all rights and invite its owner.

    Asked again, it invites again as long as no password has been chosen, once an hour at most. An
    account that was made otherwise gets no right from here.
    """
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        named = Q(email__iexact=address) | Q(username__iexact=address)
        known = User.objects.filter(named).order_by("-is_superuser", "-is_active", "pk").first()
        if known is None:
            made = User(username=address, email=address, is_staff=True, is_superuser=True)
            made.set_unusable_password()
            made.save()
            return _invited(made, now, "is invited")
        if not (known.is_active and known.is_superuser):
            said = f"{address} has an account that is no administrator's or is not active."
            return Told(_WHAT, f"{said} It was left alone.", is_well=False)
        if not may_be_invited(known):
            return Told(_WHAT, f"{address} has chosen a password; nothing was sent")
        before = _last_invited(known)
        if before and now - before < _NOT_AGAIN_WITHIN:
            at = timezone.localtime(before).strftime("%H:%M")
            said = f"{address} was invited at {at}; ask again after an hour for another mail"
            return Told(_WHAT, said)
        return _invited(known, now, "is invited again")


def who_can_log_in() -> Told:
    """Say whether there is anybody, without naming them."""
    if User.objects.filter(is_superuser=True, is_active=True).exists():
        return Told(_WHAT, "there is an administrator")
    return Told(_WHAT, "nobody yet: repeat with --administrator namn@stad.se", is_well=False)


def _invited(user: User, now: datetime, how: str) -> Told:
    invite(user_id=user.pk, inviter=None, now=now)
    days = settings.INVITATION_DAYS
    said = f"{user.email} {how}. The worker sends the mail; its link is good for {days} days."
    return Told(_WHAT, said, is_change=True)


def _last_invited(user: User) -> datetime | None:
    invitations = registry.get_logs_for_instance(user).filter(action=INVITED)
    last: datetime | None = (
        invitations.order_by("-timestamp").values_list("timestamp", flat=True).first()
    )
    return last
