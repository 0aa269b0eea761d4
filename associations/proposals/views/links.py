"""When a link to a proposal opens nothing, and how its sender gets a new one."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from associations.models import Proposal
from associations.proposals.actions.sender import renew_link
from associations.proposals.forms.my_proposal import ProposalLinkForm
from casework.public_forms.csrf import shows_form_again
from casework.public_forms.form_flow import METHODS, FormFlow, tell_nobody
from casework.public_forms.rate_limits import RateLimit

LIMIT = RateLimit(scope="proposal_link", most=10, window=timedelta(hours=1))


def closed_link(request: HttpRequest, proposal: Proposal | None) -> HttpResponse:
    """Say why a link opens nothing: it is not valid (any more), or `proposal` has been erased."""
    status = HTTPStatus.NOT_FOUND if proposal is None else HTTPStatus.GONE
    context = {"proposal": proposal}
    return tell_nobody(
        render(request, "associations/proposal_link_closed.html", context, status=status)
    )


class LinkFlow(FormFlow[ProposalLinkForm]):
    """Ask for a new link. The answer is the same whether we know the proposal or not."""

    template = "associations/proposal_link_request.html"
    limit = LIMIT

    def make_form(self, data: QueryDict | None) -> ProposalLinkForm:
        return ProposalLinkForm(data, now=self.now)

    def receipt_of(self, form: ProposalLinkForm) -> str | None:
        return None

    def store(self, form: ProposalLinkForm) -> str:
        given = form.cleaned_data
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
    return tell_nobody(render(request, "associations/proposal_link_asked.html"))
