"""Who may see what was mailed, and have it sent again."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from core.models import User


def may_send_again(user: Any) -> bool:
    """May put a mail that could not be delivered back in the queue."""
    return bool(user.has_perm("casework.resend_dispatch"))


def may_see_dispatches(user: Any) -> bool:
    """May see what was mailed, and to whom while that is known."""
    return may_send_again(user) or bool(user.has_perm("casework.view_dispatch"))


class DispatchPermissionPolicy(ModelPermissionPolicy):
    """Nobody writes, changes or deletes what was mailed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do `action` ("view", "resend" …)."""
        if action == "view":
            return may_see_dispatches(user)
        return action == "resend" and may_send_again(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        """The users who may do one of `actions`."""
        possible = set(actions) & {"view", "resend"}
        if "view" in possible:
            possible.add("resend")
        if not possible:
            return User.objects.none()
        return super().users_with_any_permission(possible)
