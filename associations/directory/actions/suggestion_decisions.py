"""What a communicator does with a suggestion."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from associations.directory import mails
from associations.directory.actions.entries import (
    change_entry,
    create_entry,
    locked_entry,
)
from associations.directory.domain.entry_diff import Values
from associations.directory.domain.suggestion_status import MOVES, SuggestionStatus
from associations.directory.models import AssociationPage, EntrySuggestion, SuggestionKind
from associations.directory.models.entry_values import field_label
from casework.records.moves import IllegalMove
from core.models import User


class EntryGone(Exception):
    """The entry has been deleted while the suggestion waited."""


class EntryMoved(Exception):
    """Somebody has changed the entry since the communicator opened the suggestion."""


class EntryLocked(Exception):
    """An editor has locked the entry."""


@transaction.atomic
def approve_suggestion(
    *,
    suggestion_id: int,
    values: Values,
    seen_revision: int | None,
    officer: User,
    now: datetime,
    publish_new: bool = True,
) -> EntrySuggestion:
    """Write `values`, the part that the communicator takes over, and close the suggestion.

    `seen_revision` is the entry's latest revision when the communicator looked at it. A new
    entry is published, or left a draft unless `publish_new`.

    Raises IllegalMove when it has been decided already, EntryGone, EntryMoved, EntryLocked and
    NoDirectory.
    """
    suggestion = _undecided(suggestion_id, to=SuggestionStatus.APPROVED)
    checked_on = timezone.localdate(suggestion.received_at)
    if suggestion.kind == SuggestionKind.NEW:
        suggestion.association = create_entry(
            values, checked_on=checked_on, user=officer, live=publish_new
        )
        suggestion.association_title = suggestion.association.title
    elif suggestion.association_id is not None:
        page = _entry(suggestion.association_id, seen_revision, officer)
        # Only the association itself can say that everything else is right, too.
        confirmed = checked_on if suggestion.kind == SuggestionKind.REVIEW else None
        if values or confirmed:
            change_entry(page, values, checked_on=confirmed, user=officer)
    elif suggestion.kind == SuggestionKind.REVIEW or values:
        raise EntryGone
    suggestion.applied = dict(values)
    _decide(suggestion, SuggestionStatus.APPROVED, officer, now)
    taken = [field_label(name) for name in values]
    log(
        instance=suggestion,
        action="associations.approve_suggestion",
        user=officer,
        data={"fields": taken},
    )
    mails.queue_decision(suggestion, is_partial=_is_partial(suggestion))
    return suggestion


@transaction.atomic
def refuse_suggestion(
    *, suggestion_id: int, reason: str, officer: User, now: datetime
) -> EntrySuggestion:
    """Close the suggestion without changing anything; the sender is told the reason.

    Raises IllegalMove when it has been decided already.
    """
    suggestion = _undecided(suggestion_id, to=SuggestionStatus.REFUSED)
    suggestion.reason = reason
    _decide(suggestion, SuggestionStatus.REFUSED, officer, now)
    log(instance=suggestion, action="associations.refuse_suggestion", user=officer)
    mails.queue_decision(suggestion, is_partial=False)
    return suggestion


def _undecided(suggestion_id: int, *, to: SuggestionStatus) -> EntrySuggestion:
    suggestion: EntrySuggestion = EntrySuggestion.objects.select_for_update().get(pk=suggestion_id)
    if suggestion.erased_at is not None:
        raise IllegalMove(suggestion.status, to)
    MOVES.check(SuggestionStatus(suggestion.status), to=to)
    return suggestion


def _entry(page_id: int, seen_revision: int | None, officer: User) -> AssociationPage:
    page = locked_entry(page_id)
    if page.latest_revision_id != seen_revision:
        raise EntryMoved
    lock = page.get_lock()
    if lock is not None and lock.for_user(officer):
        raise EntryLocked
    return page


def _decide(
    suggestion: EntrySuggestion, status: SuggestionStatus, officer: User, now: datetime
) -> None:
    suggestion.status = status
    suggestion.handled_by, suggestion.handled_at = officer, now
    suggestion.save()


def _is_partial(suggestion: EntrySuggestion) -> bool:
    """Whether something that the sender wanted was not taken over as they wrote it."""
    base, applied = suggestion.base, suggestion.applied
    touched = {
        name: value
        for name, value in suggestion.data.items()
        if value != base.get(name, type(value)())
    }
    return any(applied.get(name) != value for name, value in touched.items())
