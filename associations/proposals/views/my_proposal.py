"""Mitt förslag: whoever holds the secret link follows the case, answers, and may take it back."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from associations.proposals import page_view
from associations.proposals.actions.sender import answer_request, take_back
from associations.proposals.answers import sections_of
from associations.proposals.domain.stages import MOVES, Stage, public_stage
from associations.proposals.forms.my_proposal import AnswerForm
from associations.proposals.models import EventKind, Proposal, ProposalEvent
from associations.proposals.views.file_waiting import FileWaiting
from associations.proposals.views.links import closed_link
from casework.files.uploads import takes_files
from casework.public_forms.form_flow import METHODS, FormFlow, tell_nobody
from casework.public_forms.rate_limits import RateLimit

LIMIT = RateLimit(scope="proposal_answer", most=20, window=timedelta(hours=1))
CLOSED = _(
    "Ärendet är avslutat, så svaret är inte skickat. Texten finns kvar så att du kan kopiera den."
    " Hör av dig till oss om du vill berätta mer."
)
SENT_BEFORE = _(
    "Du har redan skickat ett svar med det här formuläret. Sedan dess har du ändrat något. Skickar"
    " du igen blir det ett svar till."
)
# What the address says right after an answer came in.
_ANSWERED = "svar"


class AnswerFlow(FormFlow[AnswerForm]):
    """The case with the form to answer. The button that was pressed may be one for files."""

    form_class = AnswerForm
    template = "associations/my_proposal.html"
    unsaved_template = "associations/answer_unsaved.html"
    limit = LIMIT
    keeps_own_key = True

    def __init__(self, request: HttpRequest, token: str) -> None:
        super().__init__(request)
        self.token = token
        self.waiting = FileWaiting(request, self.now)
        # Whoever only reads meets a link that opens nothing before any form is made.
        self.proposal = Proposal() if request.method == "POST" else self._proposal()

    def begin(self, form: AnswerForm) -> HttpResponse | None:
        # Not before: should the database not answer, the words must come back.
        self.proposal = self._proposal()
        self.waiting.take(form.files_key)
        # Sent again, the answer that was only a file has it already.
        if self.waiting.held(form.files_key) or self._known(form) is not None:
            form.let_files_answer()
        posted = self.request.POST
        if "remove" not in posted and posted.get("step") != "attach":
            return None
        form.leave_unexamined()
        self.waiting.tell(form, self._known)
        return self.show(form, status=422 if form.errors else 200)

    def examine(self, form: AnswerForm) -> None:
        self.waiting.tell(form, self._known)
        known = self._known(form)
        if known is not None:
            self.waiting.let_go_of(form.files_key, known.files.all())
            if not form.errors and self._says_more(form, known):
                self.waiting.begin_anew(form)
                form.ask_again(SENT_BEFORE, "sent_before")
        elif self.proposal.handled_at is not None:
            form.ask_again(CLOSED, "closed")

    def receipt_of(self, form: AnswerForm) -> str | None:
        return self._receipt() if self._known(form) else None

    def store(self, form: AnswerForm) -> str:
        answer_request(
            proposal_id=self.proposal.pk,
            text=form.cleaned_data["text"],
            form_key=form.files_key,
            now=self.now,
        )
        return self._receipt()

    def context(self, form: AnswerForm) -> dict[str, Any]:
        proposal = self.proposal
        events = page_view.public_events(proposal)
        question = page_view.open_question(proposal, events)
        if question is None:
            form.say_it_is_unasked()
        draft, sent_draft = page_view.drafts(proposal, events)
        return {
            "proposal": proposal,
            "stage": public_stage(proposal.status, proposal.due_on),
            "is_late": proposal.is_overdue(self.now),
            "steps": page_view.steps(proposal, events),
            "conversation": page_view.conversation(events),
            "question": question,
            "sent_in": sections_of(proposal),
            "files": _came_with_it(events),
            "draft": draft,
            "sent_draft": sent_draft,
            "held": self.waiting.held(form.files_key),
            "taken": self.waiting.taken,
            "was_answered": self.request.GET.get("tack") == _ANSWERED,
            "may_take_back": MOVES.allows(proposal.stage, to=Stage.WITHDRAWN),
            "published": page_view.published(proposal),
        }

    def finish(self, response: HttpResponse) -> HttpResponse:
        return tell_nobody(response)

    def _proposal(self) -> Proposal:
        proposal = Proposal.find(self.token)
        if proposal is None or proposal.erased_at is not None:
            raise _LinkClosed(proposal)
        return proposal

    def _receipt(self) -> str:
        return f"{_address(self.token)}?tack={_ANSWERED}#tack"

    def _known(self, form: AnswerForm) -> ProposalEvent | None:
        return ProposalEvent.objects.filter(case=self.proposal, form_key=form.files_key).first()

    def _says_more(self, form: AnswerForm, known: ProposalEvent) -> bool:
        return form.cleaned_data["text"] != known.text or bool(self.waiting.held(form.files_key))


class _LinkClosed(Exception):
    """The link opens nothing; `proposal` is what is left of an erased case."""

    def __init__(self, proposal: Proposal | None) -> None:
        super().__init__()
        self.proposal = proposal


# No token guards these forms: the link itself is the whole authority, and no other site can know
# it. Keeping the link from referrers also makes browsers hide the origin that a token relies on.
@takes_files
@csrf_exempt
@require_http_methods(METHODS)
def my_proposal(request: HttpRequest, token: str) -> HttpResponse:
    """Show the case to whoever holds its link, and receive what they answer."""
    try:
        return AnswerFlow(request, token).answer()
    except _LinkClosed as closed:
        return closed_link(request, closed.proposal)


@csrf_exempt
@require_http_methods(METHODS)
def take_back_mine(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the proposal is to be taken back, and do it. Twice is once."""
    proposal = Proposal.find(token)
    if proposal is None or proposal.erased_at is not None:
        return closed_link(request, proposal)
    if request.method == "POST":
        take_back(proposal_id=proposal.pk, now=timezone.now())
    elif MOVES.allows(proposal.stage, to=Stage.WITHDRAWN):
        context = {"proposal": proposal, "back": _address(token)}
        return tell_nobody(render(request, "associations/take_back_proposal.html", context))
    # The page of the case says how it stands now.
    return tell_nobody(redirect(_address(token)))


def _address(token: str) -> str:
    return reverse("associations:my_proposal", args=[token])


def _came_with_it(events: list[ProposalEvent]) -> list[Any]:
    received = (event for event in events if event.kind == EventKind.RECEIVED)
    return [file for event in received for file in event.files.all()]
