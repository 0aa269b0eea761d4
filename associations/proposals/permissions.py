"""Who may do what with proposals. Views, menu and Wagtail's policy ask here."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from associations.proposals.domain.steps import Step
from core.models import User


def may_handle_proposals(user: Any) -> bool:
    """May read proposals with all that belongs to them, files included, and handle them."""
    return bool(user.has_perm("associations.handle_proposal"))


def may_erase_proposals(user: Any) -> bool:
    """May erase a proposal whose time of keeping is over."""
    return may_handle_proposals(user) and bool(user.has_perm("associations.erase_proposal"))


def may_take(user: Any, step: Step) -> bool:
    """May take a step in proposals; when it is possible says the table of steps."""
    return may_handle_proposals(user) and bool(user.has_perm(f"associations.{step.permission}"))


class ProposalPermissionPolicy(ModelPermissionPolicy):
    """Only those who handle proposals see them; nobody adds or deletes one in the admin."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do `action` ("view", "handle", "erase") to proposals."""
        if action in ("view", "handle"):
            return may_handle_proposals(user)
        return action == "erase" and may_erase_proposals(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        """The users who may do one of `actions`."""
        possible = {"view": "handle", "handle": "handle", "erase": "erase"}
        known = {possible[action] for action in actions if action in possible}
        if not known:
            return User.objects.none()
        return super().users_with_any_permission(known)
