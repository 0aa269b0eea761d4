"""Who may do what with entries and suggestions. Views, menu and Wagtail's policies ask here."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from associations.directory.domain.suggestion_status import MOVES, SuggestionStatus
from associations.directory.models import AssociationPage, EntrySuggestion
from core.models import User


def may_decide_suggestions(user: Any) -> bool:
    """May approve and refuse suggestions; that publishes what they change."""
    return bool(user.has_perm("associations.decide_entrysuggestion"))


def may_read_suggestions(user: Any) -> bool:
    """May see suggestions, and who sent them."""
    may_view = bool(user.has_perm("associations.view_entrysuggestion"))
    return may_view or may_decide_suggestions(user)


def may_decide(user: Any, suggestion: EntrySuggestion) -> bool:
    """May decide about this suggestion now."""
    return may_decide_suggestions(user) and bool(MOVES.after(SuggestionStatus(suggestion.status)))


def may_send_review_link(user: Any) -> bool:
    """May send associations the link with which they look their entries over."""
    return bool(user.has_perm("associations.send_review_link"))


def may_be_reminded(association: AssociationPage) -> bool:
    """Whether there is an entry to look over and an address to send the link to."""
    return bool(association.live and association.review_email)


class SuggestionPermissionPolicy(ModelPermissionPolicy):
    """Nobody adds suggestions for others and nobody deletes them, not even an administrator."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do `action` ("view", "decide" …) to suggestions."""
        if action == "view":
            return may_read_suggestions(user)
        return action == "decide" and may_decide_suggestions(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        """The users who may do one of `actions`."""
        possible = set(actions) & {"view", "decide"}
        if "view" in possible:
            possible.add("decide")
        if not possible:
            return User.objects.none()
        return super().users_with_any_permission(possible)
