"""Who may do what with proposals. Views, menu and Wagtail's policy ask here."""

from typing import Any

from associations.proposals.domain.steps import Step
from associations.proposals.models import Proposal
from casework.records.permissions import RecordPermissionPolicy


def may_handle_proposals(user: Any) -> bool:
    """May read proposals with all that belongs to them, files included, and handle them."""
    return bool(user.has_perm("associations.handle_proposal"))


def may_erase_proposals(user: Any) -> bool:
    """May erase a proposal whose time of keeping is over."""
    return may_handle_proposals(user) and bool(user.has_perm("associations.erase_proposal"))


def may_take(user: Any, step: Step) -> bool:
    """May take a step in proposals; when it is possible says the table of steps."""
    return may_handle_proposals(user) and bool(user.has_perm(f"associations.{step.permission}"))


PROPOSALS = RecordPermissionPolicy(
    Proposal, {"view": ["handle"], "handle": ["handle"], "erase": ["erase"]}
)
