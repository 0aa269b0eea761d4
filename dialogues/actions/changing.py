"""Moving, postponing and cancelling: with a reason, kept for good, told to everybody who comes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from core.models import User
from dialogues import notifications
from dialogues.actions.signing_up import move_up
from dialogues.models import ChangeKind, DialogueChange, DialoguePage, Registration
from dialogues.models.dialogue import DECIDED


class CannotChange(Exception):
    """The dialogue is not public, has been held, or is already what it is to become."""


class Overtaken(Exception):
    """Something was decided about the dialogue since the officer saw it; `last` is the change."""

    def __init__(self, last: DialogueChange) -> None:
        super().__init__(last)
        self.last = last


@transaction.atomic
def move_dialogue(
    *,
    dialogue_id: int,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    officer: User | None,
    seen: int | None = None,
) -> DialogueChange:
    """Give the dialogue another time, or its first one, also after it was postponed.

    `seen` is the last change that the officer knew of, 0 for none; then a later one raises
    Overtaken. `officer` is None where a program decides. All this goes for postponing and
    cancelling too. Raises CannotChange.
    """
    dialogue = _changeable(dialogue_id, seen)
    before = (dialogue.starts_at, dialogue.ends_at)
    if before == (starts_at, ends_at) and not dialogue.is_postponed:
        raise CannotChange
    dialogue.starts_at, dialogue.ends_at, dialogue.is_postponed = starts_at, ends_at, False
    kind = ChangeKind.MOVED if before[0] else ChangeKind.DATED
    return _change(dialogue, kind, reason, before, officer)


@transaction.atomic
def postpone_dialogue(
    *, dialogue_id: int, reason: str, officer: User | None, seen: int | None = None
) -> DialogueChange:
    """Say that the dialogue will be held at another time, which nobody knows yet."""
    dialogue = _changeable(dialogue_id, seen)
    if dialogue.is_postponed:
        raise CannotChange
    before = (dialogue.starts_at, dialogue.ends_at)
    dialogue.is_postponed = True
    return _change(dialogue, ChangeKind.POSTPONED, reason, before, officer)


@transaction.atomic
def cancel_dialogue(
    *, dialogue_id: int, reason: str, officer: User | None, seen: int | None = None
) -> DialogueChange:
    """Say that the dialogue will not be held. Its page stays, with the reason."""
    dialogue = _changeable(dialogue_id, seen)
    before = (dialogue.starts_at, dialogue.ends_at)
    dialogue.is_cancelled = True
    return _change(dialogue, ChangeKind.CANCELLED, reason, before, officer)


def may_be_changed(dialogue: DialoguePage, now: datetime) -> bool:
    """Whether the dialogue is public and neither cancelled nor held."""
    has_ended = dialogue.ends_at is not None and dialogue.ends_at <= now
    has_been = has_ended or dialogue.reported_at is not None
    return dialogue.live and not dialogue.is_cancelled and (dialogue.is_postponed or not has_been)


def last_change(dialogue_id: int) -> DialogueChange | None:
    """Return what was decided last about the dialogue."""
    changes = DialogueChange.objects.filter(dialogue_id=dialogue_id)
    change: DialogueChange | None = changes.order_by("pk").last()
    return change


def _changeable(dialogue_id: int, seen: int | None) -> DialoguePage:
    # Wagtail's row first, as publishing does, so that two never wait for each other.
    Page.objects.select_for_update().filter(pk=dialogue_id).first()
    dialogue: DialoguePage = DialoguePage.objects.locked().get(pk=dialogue_id)
    last = last_change(dialogue_id)
    if seen is not None and last is not None and last.pk > seen:
        raise Overtaken(last)
    if not may_be_changed(dialogue, timezone.now()):
        raise CannotChange
    return dialogue


def _change(
    dialogue: DialoguePage,
    kind: ChangeKind,
    reason: str,
    before: tuple[datetime | None, datetime | None],
    officer: User | None,
) -> DialogueChange:
    is_off = dialogue.is_postponed or dialogue.is_cancelled
    change: DialogueChange = DialogueChange.objects.create(
        dialogue=dialogue,
        kind=kind,
        at=timezone.now(),
        reason=reason,
        old_starts_at=before[0],
        old_ends_at=before[1],
        new_starts_at=None if is_off else dialogue.starts_at,
    )
    _publish(dialogue, officer)
    log(instance=dialogue, action="dialogues.change", user=officer, data={"kind": kind.value})
    comers = list(Registration.objects.filter(dialogue=dialogue).active())
    for registration in comers:
        registration.dialogue = dialogue
        # A reminder of what is no longer so must not arrive after this.
        notifications.withdraw_reminders(registration)
    notifications.queue_changes(comers, change)
    if kind in (ChangeKind.MOVED, ChangeKind.DATED):
        move_up(dialogue, timezone.now())
    return change


def _publish(dialogue: DialoguePage, officer: User | None) -> None:
    """Publish the change alone, in every language in which the dialogue is told."""
    decided = {name: getattr(dialogue, name) for name in DECIDED}
    told = DialoguePage.objects.filter(
        translation_key=dialogue.translation_key, alias_of__isnull=True
    )
    for page in [dialogue, *told.exclude(pk=dialogue.pk)]:
        _publish_one(page, decided, officer)


def _publish_one(page: DialoguePage, decided: dict[str, Any], officer: User | None) -> None:
    """A draft that somebody is writing gets the change too and stays a draft."""
    is_draft = page.has_unpublished_changes or not page.live
    draft = page.get_latest_revision_as_object() if is_draft else None
    DialoguePage.objects.filter(pk=page.pk).update(**decided)
    for version in (page, draft):
        for name, value in decided.items() if version else ():
            setattr(version, name, value)
    if page.live:
        page.save_revision(user=officer, log_action=False).publish(user=officer)
    if draft:
        draft.save_revision(user=officer, log_action=False, clean=False)
