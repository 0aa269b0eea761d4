"""Moving, postponing and cancelling: with a reason, kept for good, told to everybody who comes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from core.models import User
from dialogues.events.actions.publication import publish_alone
from dialogues.events.changeability import may_be_changed
from dialogues.events.shared_fields import DECIDED
from dialogues.models import ChangeKind, DialogueChange, DialoguePage, Registration
from dialogues.sign_up import mails as notifications
from dialogues.sign_up.actions.registrations import move_up


class CannotChange(Exception):
    """The dialogue is not public, has been held, or is already what it is to become."""


class SameTime(CannotChange):
    """The dialogue already has the time to which it was to be moved."""


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
        raise SameTime
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
    decided = {name: getattr(dialogue, name) for name in DECIDED}

    def decide(version: DialoguePage) -> None:
        for name, value in decided.items():
            setattr(version, name, value)
        _move_last_day(version, before[0])

    publish_alone(dialogue, decide, officer=officer)
    log(instance=dialogue, action="dialogues.change", user=officer, data={"kind": kind.value})
    tell_of(change)
    if kind in (ChangeKind.MOVED, ChangeKind.DATED):
        move_up(dialogue, timezone.now())
    return change


def tell_of(change: DialogueChange) -> None:
    """Tell everybody who has signed up of a change."""
    comers = list(Registration.objects.filter(dialogue=change.dialogue).active())
    for registration in comers:
        registration.dialogue = change.dialogue
        # A reminder of what is no longer so must not arrive after this.
        notifications.withdraw_reminders(registration)
    notifications.queue_changes(comers, change)


def _move_last_day(version: DialoguePage, began: datetime | None) -> None:
    """The last day to sign up goes with the time, so that people can sign up for the new one."""
    closes_at, begins = version.sign_up_closes_at, version.starts_at
    if closes_at and began and begins:
        # On the wall: "until midnight" stays so when clocks are changed between.
        later = timezone.make_naive(begins) - timezone.make_naive(began)
        version.sign_up_closes_at = timezone.make_aware(timezone.make_naive(closes_at) + later)
