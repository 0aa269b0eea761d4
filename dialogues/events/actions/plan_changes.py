"""Moving, postponing and cancelling: with a reason, kept for good, told to everybody who comes.

Whoever must hear of a change listens to `plan_changed`, in the same transaction.
"""

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from core.models import User
from dialogues.events.actions.publication import publish_alone
from dialogues.events.domain.choices import ChangeKind
from dialogues.events.domain.where_and_how import WhereAndHow
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.events.shared_fields import DECIDED

# Sent with `change`, a DialogueChange whose `dialogue` is as it has become.
plan_changed = Signal()


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


@transaction.atomic
def note_rearrangement(
    page: DialoguePage, before: WhereAndHow | None, *, by: User | None, now: datetime
) -> DialogueChange | None:
    """Keep that a published dialogue is held elsewhere or otherwise, and tell those who come.

    Nothing is kept when what was public `before` is what it is now.
    """
    if before is None or not page.must_tell(before, page.where_and_how(), now):
        return None
    change: DialogueChange = DialogueChange.objects.create(
        dialogue=page,
        kind=ChangeKind.REARRANGED,
        at=now,
        reason=page.change_reason.strip(),
        old_arrangement=str(before),
    )
    # The reason was for this change; the next one has its own.
    DialoguePage.objects.filter(pk=page.pk).update(change_reason="")
    log(instance=page, action="dialogues.change", user=by, data={"kind": change.kind})
    plan_changed.send(sender=DialogueChange, change=change)
    return change


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
    if not dialogue.may_be_changed(timezone.now()):
        raise CannotChange
    return dialogue


def _change(
    dialogue: DialoguePage,
    kind: ChangeKind,
    reason: str,
    before: tuple[datetime | None, datetime | None],
    officer: User | None,
) -> DialogueChange:
    change: DialogueChange = DialogueChange.objects.create(
        dialogue=dialogue,
        kind=kind,
        at=timezone.now(),
        reason=reason,
        old_starts_at=before[0],
        old_ends_at=before[1],
        new_starts_at=None if dialogue.is_called_off else dialogue.starts_at,
    )
    decided = {name: getattr(dialogue, name) for name in DECIDED}

    def decide(version: DialoguePage) -> None:
        for name, value in decided.items():
            setattr(version, name, value)
        _move_last_day(version, before[0])

    publish_alone(dialogue, decide, officer=officer)
    log(instance=dialogue, action="dialogues.change", user=officer, data={"kind": kind.value})
    plan_changed.send(sender=DialogueChange, change=change)
    return change


def _move_last_day(version: DialoguePage, began: datetime | None) -> None:
    """The last day to sign up goes with the time, so that people can sign up for the new one."""
    closes_at, begins = version.sign_up_closes_at, version.starts_at
    if closes_at and began and begins:
        # On the wall: "until midnight" stays so when clocks are changed between.
        later = timezone.make_naive(begins) - timezone.make_naive(began)
        version.sign_up_closes_at = timezone.make_aware(timezone.make_naive(closes_at) + later)
