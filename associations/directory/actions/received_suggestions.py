"""What comes in: confirmations, changes, new entries, reports. Stored before anything else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from associations.directory import mails
from associations.directory.actions.entries import change_entry, locked_entry
from associations.directory.domain.review_link import LinkState
from associations.directory.models import (
    AssociationPage,
    EntrySuggestion,
    ReviewInvitation,
    SuggestionKind,
)
from casework.records.actions import receive


class LinkClosed(Exception):
    """The link can no longer be used; `state` says why."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(state)
        self.state = state


def receive_suggestion(
    *, kind: SuggestionKind, idempotency_key: str, now: datetime, **said: Any
) -> EntrySuggestion:
    """Store a suggestion under a new reference, tell of it, and return it; the same key is one.

    What is `said`, by the fields of EntrySuggestion, has been checked already.
    """
    return receive(
        EntrySuggestion,
        idempotency_key=idempotency_key,
        now=now,
        and_then=_tell,
        kind=kind,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        **said,
    )


@transaction.atomic
def receive_review(
    *,
    invitation_id: int,
    data: Mapping[str, Any],
    base: Mapping[str, Any],
    message: str,
    idempotency_key: str,
    now: datetime,
) -> EntrySuggestion:
    """Store what an association changes through its link, and close the link.

    The same key twice gives the same row. Raises LinkClosed.
    """
    invitation = _locked(invitation_id)
    if invitation.used_key == idempotency_key:
        return EntrySuggestion.objects.get(idempotency_key=idempotency_key)
    page = _open_entry(invitation, now)
    suggestion = receive_suggestion(
        kind=SuggestionKind.REVIEW,
        idempotency_key=idempotency_key,
        now=now,
        association=page,
        association_title=page.title,
        data=data,
        base=base,
        message=message,
        # Kept with what came in, so that it is answered even if the entry is deleted meanwhile.
        sender_email=page.review_email,
    )
    _close(invitation, idempotency_key, now)
    return suggestion


@transaction.atomic
def confirm_entry(*, invitation_id: int, idempotency_key: str, now: datetime) -> ReviewInvitation:
    """The association says that everything is right: it is checked from today, and logged.

    The same key twice does it once. Raises LinkClosed.
    """
    invitation = _locked(invitation_id)
    if invitation.used_key == idempotency_key:
        return invitation
    page = _open_entry(invitation, now)
    change_entry(page, {}, checked_on=timezone.localdate(now), user=None)
    log(instance=page, action="associations.confirm_entry")
    _close(invitation, idempotency_key, now)
    return invitation


def _locked(invitation_id: int) -> ReviewInvitation:
    found: ReviewInvitation = ReviewInvitation.objects.select_for_update().get(pk=invitation_id)
    return found


def _open_entry(invitation: ReviewInvitation, now: datetime) -> AssociationPage:
    state = invitation.state(now)
    if state != LinkState.OPEN or invitation.association_id is None:
        raise LinkClosed(state)
    return locked_entry(invitation.association_id)


def _close(invitation: ReviewInvitation, idempotency_key: str, now: datetime) -> None:
    invitation.used_at, invitation.used_key = now, idempotency_key
    invitation.save(update_fields=["used_at", "used_key"])


def _tell(suggestion: EntrySuggestion) -> None:
    mails.queue_receipt(suggestion)
    mails.queue_arrival(suggestion)
