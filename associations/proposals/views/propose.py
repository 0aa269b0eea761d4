"""An association proposes a partnership: the form and its review."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _told
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from associations.proposals.actions.sender import Proposed, receive_proposal
from associations.proposals.forms.proposal import ProposalForm
from associations.proposals.models import Proposal
from associations.proposals.views.file_waiting import FileWaiting
from casework.files.uploads import takes_files
from casework.public_forms.form_flow import METHODS, FormFlow, shows_form_again
from casework.public_forms.rate_limits import RateLimit
from home.models import Priority, PriorityKind

# Generous, because a house of associations sends from one address.
LIMIT = RateLimit(scope="proposal", most=20, window=timedelta(hours=1))
SENT_BEFORE = _(
    "Du har redan skickat ett förslag med det här formuläret. Det har referensen %(reference)s."
    " Sedan dess har du ändrat något. Skickar du igen blir det ett nytt förslag. Vill du i stället"
    " lägga till något i det första? Gör det på sidan Mitt förslag, som du har fått en länk till."
)


class ProposalFlow(FormFlow[ProposalForm]):
    """The form and its review. Which button was pressed says `step`; without one it is review."""

    form_class = ProposalForm
    template = "associations/propose_form.html"
    limit = LIMIT
    keeps_own_key = True

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.step = request.POST.get("step", "review")
        self.waiting = FileWaiting(request, self.now)
        self.received: dict[str, Proposal | None] = {}

    def begin(self, form: ProposalForm) -> HttpResponse | None:
        self.waiting.take(form.files_key)
        if self.step not in ("attach", "edit"):
            return None
        form.leave_unexamined()
        self.waiting.tell(form, self._known)
        return self.show(form, status=422 if form.errors else 200)

    def examine(self, form: ProposalForm) -> None:
        self.waiting.tell(form, self._known)
        known = self._known(form)
        if known is None or form.errors:
            return
        self.waiting.let_go_of(form.files_key, known.files.all())
        if known.content_key != form.content_key() or self.waiting.held(form.files_key):
            self.waiting.begin_anew(form)
            form.ask_again(SENT_BEFORE % {"reference": known.reference}, "sent_before")

    def receipt_of(self, form: ProposalForm) -> str | None:
        known = self._known(form)
        return receipt_path(known) if known else None

    def before_storing(self, form: ProposalForm) -> HttpResponse | None:
        if self.step == "send":
            return None
        context = {"form": form, **self.context(form)}
        return render(self.request, "associations/propose_review.html", context)

    def store(self, form: ProposalForm) -> str:
        proposed = Proposed(
            answers=form.written(),
            places=form.cleaned_data["places"],
            topics=form.cleaned_data["topics"],
        )
        proposal = receive_proposal(
            proposed=proposed,
            form_key=form.files_key,
            content_key=form.content_key(),
            now=self.now,
        )
        return receipt_path(proposal)

    def context(self, form: ProposalForm) -> dict[str, Any]:
        return {
            "page_title": _told("Föreslå ett partnerskap"),
            "held": self.waiting.held(form.files_key),
            "taken": self.waiting.taken,
            "priorities": Priority.objects.listed(PriorityKind.PARTNERSHIP),
        }

    def _known(self, form: ProposalForm) -> Proposal | None:
        """Return what has been received with this form already; looked for once."""
        key = form.files_key
        if key not in self.received:
            told = Proposal.objects.only("reference", "link_key", "content_key")
            self.received[key] = told.filter(idempotency_key=key).first()
        return self.received[key]


def receipt_path(proposal: Proposal) -> str:
    """Return where the sender reads that the proposal has come in."""
    return reverse("associations:proposal_received", args=[proposal.token])


@takes_files
@shows_form_again
@require_http_methods(METHODS)
def propose(request: HttpRequest) -> HttpResponse:
    """Take a proposal."""
    return ProposalFlow(request).answer()
