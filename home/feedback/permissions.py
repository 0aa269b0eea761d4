"""Who may do what with what readers have told us. Views, menu and Wagtail's policy ask here."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from core.models import User
from home.feedback.domain.feedback_status import MOVES, FeedbackStatus
from home.models import Feedback


def may_handle_feedback(user: Any) -> bool:
    """May take messages in hand and close them."""
    return bool(user.has_perm("home.change_feedback"))


def may_read_feedback(user: Any) -> bool:
    """May see messages, and who sent them."""
    return may_handle_feedback(user) or bool(user.has_perm("home.view_feedback"))


def may_move(user: Any, feedback: Feedback, *, to: FeedbackStatus) -> bool:
    """May take this message to that state now."""
    return may_handle_feedback(user) and MOVES.allows(FeedbackStatus(feedback.status), to=to)


class FeedbackPermissionPolicy(ModelPermissionPolicy):
    """Nobody adds messages for readers and nobody deletes them, not even an administrator."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do `action` ("view", "change" …) to messages."""
        if action == "view":
            return may_read_feedback(user)
        return action == "change" and may_handle_feedback(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        """The users who may do one of `actions`."""
        possible = set(actions) & {"view", "change"}
        if "view" in possible:
            possible.add("change")
        if not possible:
            return User.objects.none()
        return super().users_with_any_permission(possible)
