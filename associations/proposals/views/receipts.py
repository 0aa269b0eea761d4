"""The receipt of a proposal. It stands as long as its link does, however often it is opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.models import EventKind, Proposal
from associations.proposals.domain.stage_words import public_stage
from associations.proposals.mails import my_proposal_path
from associations.proposals.views.links import closed_link
from casework.mail.outbox import portal_address
from casework.public_forms.form_flow import tell_nobody


@require_safe
def received(request: HttpRequest, token: str) -> HttpResponse:
    """Thank for a proposal: its reference, what happens next, and where to follow it."""
    proposal = Proposal.find(token)
    if proposal is None or proposal.erased_at is not None:
        return closed_link(request, proposal)
    path = my_proposal_path(proposal)
    context = {
        "proposal": proposal,
        "stage": public_stage(proposal.status, proposal.due_on),
        "files": proposal.files.filter(event__kind=EventKind.RECEIVED),
        "my_proposal_path": path,
        "my_proposal_address": portal_address(path),
    }
    return tell_nobody(render(request, "associations/proposal_received.html", context))
