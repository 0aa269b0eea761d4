"""Who may do what with what readers have told us. Views, menu and Wagtail's policy ask here."""

from typing import Any

from casework.records.permissions import RecordPermissionPolicy
from home.feedback.domain.feedback_status import MOVES, FeedbackStatus
from home.feedback.models import Feedback

FEEDBACK = RecordPermissionPolicy(Feedback, {"view": ("view", "change"), "change": ("change",)})


def may_move(user: Any, feedback: Feedback, *, to: FeedbackStatus) -> bool:
    """May take this message to that state now."""
    may_handle = FEEDBACK.user_has_permission(user, "change")
    still_says_something = feedback.erased_at is None
    return (
        may_handle and still_says_something and MOVES.allows(FeedbackStatus(feedback.status), to=to)
    )
