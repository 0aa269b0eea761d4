"""An association looks its own entry over, through a link and without an account."""

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from associations.directory.actions.received_suggestions import (
    LinkClosed,
    confirm_entry,
    receive_review,
)
from associations.directory.domain.entry_diff import Value
from associations.directory.domain.review_link import LinkState
from associations.directory.forms.entry import ReviewForm, initial_of
from associations.directory.models import AssociationPage, ReviewInvitation
from associations.directory.models.entry_values import read_entry
from associations.directory.views.receipts import receipt_address
from associations.directory.views.review_links import closed_link
from casework.public_forms.form_flow import METHODS, FormFlow, tell_nobody
from casework.public_forms.rate_limits import RateLimit

LIMIT = RateLimit(scope="association_review", most=20, window=timedelta(minutes=10))
CHANGED = _(
    "Du har ändrat i formuläret. Tryck på ”Skicka ändringar”, eller öppna länken på nytt om allt"
    " stämde från början."
)


class ReviewFlow(FormFlow[ReviewForm]):
    """The entry as a form. «Allt stämmer» and «Skicka ändringar» are its two buttons."""

    template = "associations/review_entry.html"
    unsaved_template = "associations/entry_unsaved.html"
    limit = LIMIT
    keeps_own_key = True

    def __init__(self, request: HttpRequest, invitation: ReviewInvitation) -> None:
        super().__init__(request)
        self.invitation = invitation
        self.is_confirming = request.method == "POST" and "confirm" in request.POST

    def make_form(self, data: QueryDict | None) -> ReviewForm:
        page = self._page()
        if data is None:
            base, seen = read_entry(page), page.live_revision_id
        else:
            base, seen = self._seen(page, data.get("seen", ""))
        self.base = base
        return ReviewForm(
            data,
            now=self.now,
            initial={**initial_of(base), "seen": seen},
            chosen_places=cast(list[int], base["places"]),
        )

    def examine(self, form: ReviewForm) -> None:
        if self.is_confirming and not form.errors and not form.is_unchanged(self.base):
            form.ask_again(CHANGED, "changed")

    def receipt_of(self, form: ReviewForm) -> str | None:
        key = form.idempotency_key()
        return receipt_address(key) if self.invitation.used_key == key else None

    def store(self, form: ReviewForm) -> str:
        key, message = form.idempotency_key(), form.cleaned_data["message"]
        if form.is_unchanged(self.base) and not message:
            confirm_entry(invitation_id=self.invitation.pk, idempotency_key=key, now=self.now)
        else:
            receive_review(
                invitation_id=self.invitation.pk,
                data=form.values(),
                base=self.base,
                message=message,
                idempotency_key=key,
                now=self.now,
            )
        return receipt_address(key)

    def receipt_again(self) -> HttpResponse | None:
        """Lead to the receipt if just this was sent before; None for anything else."""
        if self.request.method != "POST":
            return None
        form = self.make_form(self.request.POST)
        receipt = self.receipt_of(form) if form.is_valid() else None
        return self.finish(redirect(receipt)) if receipt else None

    def context(self, form: ReviewForm) -> dict[str, Any]:
        return {"association": self._page(), "expires_at": self.invitation.expires_at}

    def finish(self, response: HttpResponse) -> HttpResponse:
        return tell_nobody(response)

    def _page(self) -> AssociationPage:
        page = self.invitation.association
        if page is None:
            raise LinkClosed(LinkState.GONE)
        return page

    def _seen(self, page: AssociationPage, said: str) -> tuple[dict[str, Value], int | None]:
        """Return the entry as the association saw it, and the revision that was."""
        revision = page.revisions.filter(pk=int(said)).first() if _is_number(said) else None
        if revision is None:
            return read_entry(page), page.live_revision_id
        return read_entry(revision.as_object()), revision.pk


# No token guards this form: the link itself is the whole authority, and no other site can know
# it. Keeping the link from referrers also makes browsers hide the origin that a token relies on.
@csrf_exempt
@require_http_methods(METHODS)
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show the entry to whoever holds its link, and receive what they say."""
    invitation = ReviewInvitation.find(token)
    if invitation is None:
        return closed_link(request, LinkState.ALTERED)
    flow = ReviewFlow(request, invitation)
    state = invitation.state(flow.now)
    try:
        if state == LinkState.OPEN:
            return flow.answer()
        # Sending the same form twice gives the same receipt, though the link is used by then.
        again = flow.receipt_again() if state == LinkState.USED else None
        return again or closed_link(request, state)
    except LinkClosed as closed:
        return closed_link(request, closed.state)


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 12
