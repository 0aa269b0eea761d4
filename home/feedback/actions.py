"""What can happen to a message from a reader. Each change is one function, checked and logged."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from casework.records import references
from casework.records.once import stored_once
from casework.records.retention import due_if_handled_before
from core.models import User
from home.feedback.domain.feedback_status import MOVES, FeedbackStatus
from home.models import Feedback, FeedbackKind


@dataclass(frozen=True)
class Message:
    """What a reader sends: already checked, nothing added. `found` only answers the question."""

    kind: FeedbackKind
    text: str = ""
    found: bool | None = None
    page_address: str = ""
    sender_name: str = ""
    sender_email: str = ""


def receive_feedback(
    *, message: Message, idempotency_key: str, page: Page | None, now: datetime
) -> Feedback:
    """Store a message under a new reference and return it.

    The same key twice, at once or later, gives the row that is already there.
    """
    return stored_once(
        find=Feedback.objects.filter(idempotency_key=idempotency_key).first,
        store=lambda: _store(message, idempotency_key, page, now),
    )


@transaction.atomic
def _store(message: Message, idempotency_key: str, page: Page | None, now: datetime) -> Feedback:
    feedback = Feedback.objects.create(
        reference=references.generate(),
        kind=message.kind,
        found=message.found,
        text=message.text,
        page_address=message.page_address,
        page_id=page.pk if page else None,
        sender_name=message.sender_name,
        sender_email=message.sender_email,
        received_at=now,
        idempotency_key=idempotency_key,
    )
    log(instance=feedback, action="home.receive_feedback")
    return feedback


@transaction.atomic
def move_feedback(
    *, feedback_id: int, to: FeedbackStatus, officer: User, note: str, now: datetime
) -> Feedback:
    """Take a message one step further and keep the officer's note.

    Raises IllegalMove when somebody else has already taken it past that step.
    """
    feedback: Feedback = Feedback.objects.select_for_update().get(pk=feedback_id)
    before = FeedbackStatus(feedback.status)
    MOVES.check(before, to=to)
    feedback.status, feedback.note = to, note
    feedback.handled_by = officer
    if to in MOVES.final:
        feedback.handled_at = now
    feedback.save(update_fields=["status", "note", "handled_by", "handled_at"])
    moved = {"from": str(before.label), "to": str(to.label)}
    log(instance=feedback, action="home.move_feedback", user=officer, data=moved)
    return feedback


def erase_due_feedback(*, months: int, now: datetime) -> int:
    """Erase the words of what was handled `months` months ago; return how many rows that was.

    Each row is a decision of its own in the log; a run that is interrupted goes on next time.
    """
    due = Feedback.objects.to_erase(due_if_handled_before(now, months=months))
    return sum(_erase(pk, now) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _erase(feedback_id: int, now: datetime) -> bool:
    feedback: Feedback = Feedback.objects.select_for_update().get(pk=feedback_id)
    if feedback.erased_at is not None:
        return False
    feedback.text = feedback.note = feedback.page_address = ""
    feedback.sender_name = feedback.sender_email = ""
    feedback.erased_at = now
    feedback.save(
        update_fields=["text", "note", "page_address", "sender_name", "sender_email", "erased_at"]
    )
    log(instance=feedback, action="home.erase_feedback")
    return True
