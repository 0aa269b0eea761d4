"""An officer's browser, and the steps that they take in a proposal with it."""

from typing import Any

from django.test import Client

from associations.models import Proposal
from associations.proposals.actions.log import last_seen
from core.models import User
from tests.home.feedback.test_feedback_admin import browser_of

LIST = "/admin/partnerskapsforslag/"


def case_of(proposal: Proposal) -> str:
    return f"{LIST}{proposal.pk}/"


def officers_browser(*permissions: str) -> Client:
    """Return the browser of somebody who may handle proposals, and more if named."""
    return browser_of("handle_proposal", *permissions)


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def press(
    client: Client, proposal: Proposal, step: str, *, seen: int | None = None, **fields: Any
) -> Any:
    """Press the button of `step` on the page of the case, as it stands or as it was `seen`."""
    sent = {f"{step}-{name}": value for name, value in fields.items()}
    known = last_seen(proposal.pk) if seen is None else seen
    answer = client.post(case_of(proposal), {**sent, "step": step, "seen": known}, follow=True)
    proposal.refresh_from_db()
    return answer
