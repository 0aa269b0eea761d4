"""Who may see what was mailed, and have it sent again.

A mail is seen by those who see what it tells of. Each app says so of its own templates, through
the hook `mail_readers`; a mail that no app answers for is for superusers.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail import hooks

from casework.mail.models import Dispatch
from casework.records.permissions import RecordPermissionPolicy

MayRead = Callable[[Any], bool]

DISPATCHES = RecordPermissionPolicy(Dispatch, {"view": ("view", "resend"), "resend": ("resend",)})


def may_send_again(user: Any) -> bool:
    """May put a mail that could not be delivered back in the queue."""
    return DISPATCHES.user_has_permission(user, "resend")


def may_see_dispatches(user: Any) -> bool:
    """May see what was mailed, and to whom while that is known."""
    return DISPATCHES.user_has_permission(user, "view")


def mail_readers() -> dict[str, MayRead]:
    """Return by how the name of a template begins who may see its mails."""
    answers = (offer() for offer in hooks.get_hooks("mail_readers"))
    return {begins: may_read for answer in answers for begins, may_read in answer.items()}


def seen_by(user: Any) -> QuerySet[Dispatch]:
    """The mails that tell of something `user` may see."""
    if user.is_superuser:
        return Dispatch.objects.all()
    told = Q(pk__in=[])
    for begins, may_read in mail_readers().items():
        if may_read(user):
            told |= Q(template__startswith=begins)
    return Dispatch.objects.filter(told)
