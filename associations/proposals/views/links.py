"""The link to a proposal: the receipt that gives it, what it says when closed, and a new one."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from associations.proposals.actions.sender import renew_link
from associations.proposals.domain.stages import public_stage
from associations.proposals.forms.my_proposal import ProposalLinkForm
from associations.proposals.mails import has_receipt, my_proposal_path
from associations.proposals.models import EventKind, Proposal
from casework.mail.unconfirmed import NO_MAIL, may_be_mailed
from casework.public_forms.form_flow import METHODS, FormFlow, shows_form_again, tell_nobody
from casework.public_forms.rate_limits import RateLimit
from core.language.addresses import portal_address

LIMIT = RateLimit(scope="proposal_link", most=10, window=timedelta(hours=1))


def closed_link(request: HttpRequest, proposal: Proposal | None) -> HttpResponse:
    """Say why a link opens nothing: it is not valid (any more), or `proposal` has been erased."""
    status = HTTPStatus.NOT_FOUND if proposal is None else HTTPStatus.GONE
    context = {"proposal": proposal}
    return tell_nobody(
        render(request, "associations/proposal_link_closed.html", context, status=status)
    )


@require_safe
def received(request: HttpRequest, token: str) -> HttpResponse:
    """Thank for a proposal: its reference, what happens next, and where to follow it.

    It stands as long as its link does, however often it is opened.
    """
    proposal = Proposal.find(token)
    if proposal is None or proposal.erased_at is not None:
        return closed_link(request, proposal)
    path = my_proposal_path(proposal)
    context = {
        "proposal": proposal,
        "stage": public_stage(proposal.status, proposal.due_on),
        "files": proposal.files.filter(event__kind=EventKind.RECEIVED),
        "is_mailed": has_receipt(proposal),
        "my_proposal_path": path,
        "my_proposal_address": portal_address(path),
    }
    return tell_nobody(render(request, "associations/proposal_received.html", context))


class LinkFlow(FormFlow[ProposalLinkForm]):
    """Ask for a new link. The answer is the same whether we know the proposal or not."""

    form_class = ProposalLinkForm
    template = "associations/proposal_link_request.html"
    limit = LIMIT

    def store(self, form: ProposalLinkForm) -> str:
        given = form.cleaned_data
        # Before anybody looks for the proposal, so that the answer says nothing of it.
        if not may_be_mailed(given["email"], self.now):
            return f"{reverse('associations:proposal_link_asked')}?{NO_MAIL}"
        renew_link(reference=given["reference"], email=given["email"], now=self.now)
        return reverse("associations:proposal_link_asked")


@shows_form_again
@require_http_methods(METHODS)
def ask_link(request: HttpRequest) -> HttpResponse:
    """Take the reference and the address of whoever has lost their link."""
    return LinkFlow(request).answer()


@require_safe
def link_asked(request: HttpRequest) -> HttpResponse:
    """Say what happens now, the same to everybody."""
    context = {"is_mailed": NO_MAIL not in request.GET}
    return tell_nobody(render(request, "associations/proposal_link_asked.html", context))
