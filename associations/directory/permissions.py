"""Who may do what with entries and suggestions. Views, menu and Wagtail's policies ask here."""

from typing import Any

from associations.directory.models import AssociationPage, EntrySuggestion
from casework.records.permissions import RecordPermissionPolicy

SUGGESTIONS = RecordPermissionPolicy(
    EntrySuggestion, {"view": ("view", "decide"), "decide": ("decide",)}
)


def may_see_suggestions(user: Any) -> bool:
    """May read what associations and readers suggest, and who they are."""
    return SUGGESTIONS.user_has_permission(user, "view")


def may_decide(user: Any, suggestion: EntrySuggestion) -> bool:
    """May decide about this suggestion now."""
    is_open = not suggestion.is_decided
    return is_open and SUGGESTIONS.user_has_permission(user, "decide")


def may_send_review_link(user: Any) -> bool:
    """May send associations the link with which they look their entries over."""
    return bool(user.has_perm("associations.send_review_link"))


def may_be_reminded(association: AssociationPage) -> bool:
    """Whether there is an entry to look over and an address to send the link to."""
    return bool(association.live and association.review_email)
