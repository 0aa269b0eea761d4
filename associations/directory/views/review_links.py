"""When a link to look an entry over cannot be used, and how to get a new one."""

from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from associations.directory.actions.review_links import send_asked_links
from associations.directory.domain.review_link import LinkState
from associations.directory.forms.public import LinkRequestForm
from casework.mail.unconfirmed import NO_MAIL, may_be_mailed
from casework.public_forms.form_flow import METHODS, FormFlow, shows_form_again, tell_nobody
from casework.public_forms.rate_limits import RateLimit

LIMIT = RateLimit(scope="association_link", most=10, window=timedelta(minutes=10))


class _Closed(NamedTuple):
    status: HTTPStatus
    title: Promise
    lead: Promise


_CLOSED = {
    LinkState.USED: _Closed(
        HTTPStatus.GONE,
        _("Länken är redan använd"),
        _(
            "Det som skickades genom länken har kommit fram. Vill du ändra något mer behöver du en"
            " ny länk."
        ),
    ),
    LinkState.EXPIRED: _Closed(
        HTTPStatus.GONE,
        _("Länken har gått ut"),
        _("En länk gäller i 30 dagar. Ingenting är förlorat: be om en ny."),
    ),
    LinkState.GONE: _Closed(
        HTTPStatus.GONE,
        _("Föreningen finns inte längre i registret"),
        _(
            "Uppgifterna som länken ledde till är borttagna. Vill ni vara med igen kan ni anmäla"
            " föreningen på nytt."
        ),
    ),
    LinkState.ALTERED: _Closed(
        HTTPStatus.NOT_FOUND,
        _("Länken stämmer inte"),
        _(
            "En del av länken kan ha fallit bort när den kopierades. Klicka på länken i brevet,"
            " eller be om en ny."
        ),
    ),
}


def closed_link(request: HttpRequest, state: LinkState) -> HttpResponse:
    """Say why a link cannot be used, and offer a new one."""
    closed = _CLOSED[state]
    context = {
        "title": closed.title,
        "lead": closed.lead,
        "is_gone": state == LinkState.GONE,
    }
    page = render(request, "associations/review_link_closed.html", context, status=closed.status)
    return tell_nobody(page)


class LinkFlow(FormFlow[LinkRequestForm]):
    """Ask for a new link. The answer is the same whether we know the address or not."""

    form_class = LinkRequestForm
    template = "associations/link_request.html"
    limit = LIMIT

    def store(self, form: LinkRequestForm) -> str:
        address = form.cleaned_data["address"]
        # Before anybody looks for the address, so that the answer says nothing of it.
        if not may_be_mailed(address, self.now):
            return f"{reverse('associations:link_asked')}?{NO_MAIL}"
        send_asked_links(address=address, now=self.now)
        return reverse("associations:link_asked")


@shows_form_again
@require_http_methods(METHODS)
def ask_link(request: HttpRequest) -> HttpResponse:
    """Take the address to which a new link is to go."""
    return LinkFlow(request).answer()


@require_safe
def link_asked(request: HttpRequest) -> HttpResponse:
    """Say what happens now, the same to everybody."""
    context = {"is_mailed": NO_MAIL not in request.GET}
    return tell_nobody(render(request, "associations/link_asked.html", context))
