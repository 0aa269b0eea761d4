"""«Anmäl dig»: anybody signs up for a dialogue, without an account.

Whoever sends is answered alike whether the address was known or not: with what anybody would be
told who signs up at that moment. How it stands goes to the address itself. So nobody learns from us
who comes, and nobody gets another's link.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from casework.public_forms.form_flow import (
    METHODS,
    FormFlow,
    keep_private,
    shows_form_again,
)
from casework.public_forms.rate_limits import RateLimit
from dialogues.events.domain.choices import DialogueForm
from dialogues.events.domain.dialogue_times import SignUpState
from dialogues.events.published import Found, find_dialogue
from dialogues.sign_up.actions.registrations import (
    Comer,
    SignUpClosed,
    sign_up,
)
from dialogues.sign_up.actions.seats import free_seats
from dialogues.sign_up.forms import SignUpForm, seats_in_words

# Generous, because a library or a school sends from one address.
LIMIT = RateLimit(scope="dialogue_sign_up", most=30, window=timedelta(minutes=10))
_CLOSED: dict[SignUpState, tuple[Promise, Promise]] = {
    SignUpState.NOT_NEEDED: (
        _("Du behöver inte anmäla dig"),
        _("Det är bara att komma. När och var står på sidan om dialogen."),
    ),
    SignUpState.NO_DATE: (
        _("Det går inte att anmäla sig ännu"),
        _("Datumet är inte bestämt. Anmälan öppnar när det är klart."),
    ),
    SignUpState.CANCELLED: (
        _("Dialogen är inställd"),
        _("Därför går det inte att anmäla sig. Varför den är inställd står på sidan."),
    ),
    SignUpState.POSTPONED: (
        _("Dialogen är uppskjuten"),
        _("Det går att anmäla sig igen när det nya datumet är bestämt."),
    ),
    SignUpState.STARTED: (
        _("Dialogen har redan börjat"),
        _("Därför går det inte att anmäla sig längre. Hur du kan följa den står på sidan."),
    ),
    SignUpState.CLOSED: (
        _("Anmälan är stängd"),
        _("Sista dagen för anmälan har varit. Har du frågor? Kontakten står på sidan."),
    ),
}
# What is over for good. The rest may be asked for again tomorrow.
_GONE = {SignUpState.CANCELLED, SignUpState.STARTED, SignUpState.CLOSED}


class SignUpFlow(FormFlow[SignUpForm]):
    """The form of one dialogue."""

    form_class = SignUpForm
    template = "dialogues/sign_up.html"
    limit = LIMIT

    def __init__(self, request: HttpRequest, page_id: int) -> None:
        super().__init__(request)
        self.page_id = page_id

    @cached_property
    def found(self) -> Found:
        """The dialogue."""
        return find_dialogue(self.page_id)

    def begin(self, form: SignUpForm) -> HttpResponse | None:
        # Not before: should the database not answer, the words must come back.
        form.belong_to(self.found.dialogue)
        return None

    def store(self, form: SignUpForm) -> str:
        told = form.cleaned_data
        comer = Comer(
            name=told["name"],
            email=told["email"],
            people=told["people"],
            needs=told["needs"],
            is_digital=told["is_digital"],
        )
        receipt = sign_up(dialogue_id=self.found.dialogue.pk, comer=comer, now=self.now)
        return reverse("dialogues:signed_up", args=[receipt.token])

    def context(self, form: SignUpForm) -> dict[str, Any]:
        dialogue = self.found.dialogue
        # Nobody fills in again what cannot be sent; what is sent is judged when it is stored.
        state = dialogue.sign_up_state(self.now)
        if state != SignUpState.OPEN:
            raise SignUpClosed(state)
        form.belong_to(dialogue)
        free = None if dialogue.form == DialogueForm.ONLINE else free_seats(dialogue, self.now)
        return {
            "dialogue": dialogue,
            "words": self.found.words,
            "seats": seats_in_words(free, dialogue.capacity),
            "may_come_digitally_anyway": free == 0 and dialogue.form == DialogueForm.BOTH,
        }


@shows_form_again
@require_http_methods(METHODS)
def sign_up_for(request: HttpRequest, page_id: int) -> HttpResponse:
    """Sign somebody up, or say why that cannot be done now."""
    flow = SignUpFlow(request, page_id)
    try:
        return flow.answer()
    except SignUpClosed as closed:
        return _closed(request, flow.found, closed.state)


def _closed(request: HttpRequest, found: Found, state: SignUpState) -> HttpResponse:
    title, lead = _CLOSED[state]
    context = {"title": title, "lead": lead, "words": found.words}
    status = 410 if state in _GONE else 200
    page = render(request, "dialogues/sign_up_closed.html", context, status=status)
    return keep_private(page)
