"""Binds each step of the table to its form and its action, and says when it is offered."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from associations.proposals.actions import handling
from associations.proposals.actions.outcomes import accept, not_pursue
from associations.proposals.actions.retention import erase
from associations.proposals.domain.steps import EventKind, Step
from associations.proposals.forms import steps as forms
from associations.proposals.models import Proposal, ProposalEvent
from associations.proposals.permissions import may_take
from core.models import User

# Each takes what its form gives, by the same names, and raises what stops it.
ACTIONS: dict[str, Callable[..., object]] = {
    "assign": handling.assign,
    "register": handling.register,
    "note": handling.note,
    "message": handling.write_message,
    "ask": handling.ask,
    "move": handling.move,
    "accept": accept,
    "not_pursue": not_pursue,
    "redirect": handling.redirect_elsewhere,
    "withdraw": handling.withdraw,
    "erase": erase,
}
# The others ask for a text and nothing else.
FORMS: dict[str, type[forms.StepForm]] = {
    "assign": forms.AssignForm,
    "register": forms.RegisterForm,
    "move": forms.MoveForm,
    "not_pursue": forms.NotPursueForm,
    "erase": forms.EraseForm,
}


def is_offered(step: Step, proposal: Proposal, officer: User, now: datetime) -> bool:
    """Whether `officer` may take the step now."""
    if proposal.stage not in step.possible or not may_take(officer, step):
        return False
    return step.makes != EventKind.ERASED or proposal.is_to_be_erased(now)


def has_made(step: Step, event: ProposalEvent, given: Mapping[str, Any], officer: User) -> bool:
    """Whether `event` is what the step makes of what was given: the button was pressed twice."""
    if event.by_id != officer.pk or event.kind != step.makes:
        return False
    if event.kind == EventKind.ASSIGNED:
        return event.case.handled_by == given["handler"]
    wanted = given.get("to") or step.to
    return event.text == given.get("text", "") and wanted in (None, event.to_status)
