"""What can happen to a message from a reader. Each change is one function, checked and logged."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from casework.records.actions import receive
from casework.records.moves import IllegalMove
from core.models import User
from home.feedback.domain.feedback_status import MOVES, FeedbackStatus
from home.feedback.models import Feedback, FeedbackKind


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
    """Store a message under a new reference and return it; the same key twice is one message."""
    known = {**vars(message), "page_id": page.pk if page else None}
    return receive(Feedback, idempotency_key=idempotency_key, now=now, **known)


@transaction.atomic
def move_feedback(
    *, feedback_id: int, to: FeedbackStatus, officer: User, note: str, now: datetime
) -> Feedback:
    """Take a message one step further and keep the officer's note.

    Raises IllegalMove when somebody else has already taken it past that step, or it is erased.
    """
    feedback: Feedback = Feedback.objects.select_for_update().get(pk=feedback_id)
    before = FeedbackStatus(feedback.status)
    if feedback.erased_at is not None:
        raise IllegalMove(before, to)
    MOVES.check(before, to=to)
    feedback.status, feedback.note = to, note
    feedback.handled_by = officer
    if to in MOVES.final:
        feedback.handled_at = now
    feedback.save(update_fields=["status", "note", "handled_by", "handled_at"])
    moved = {"from": str(before.label), "to": str(to.label)}
    log(instance=feedback, action="home.move_feedback", user=officer, data=moved)
    return feedback
