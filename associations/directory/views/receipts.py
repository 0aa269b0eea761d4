"""Receipts. Their addresses name no row and say nothing to anybody but us."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from associations.directory.mails import has_receipt
from associations.directory.models import EntrySuggestion, ReviewInvitation, SuggestionKind
from casework.public_forms.form_flow import tell_nobody
from core.keys.purposes import Purpose, signer
from core.routing.public_pages import is_public


def receipt_address(idempotency_key: str) -> str:
    """Return where the receipt of what was sent under this key is read."""
    return reverse("associations:received", args=[_receipts().sign(idempotency_key)])


@require_safe
def received(request: HttpRequest, token: str) -> HttpResponse:
    """Thank for a suggestion, or for the word that everything is right."""
    try:
        key = _receipts().unsign(token)
    except signing.BadSignature as error:
        raise Http404 from error
    suggestion = EntrySuggestion.objects.filter(idempotency_key=key).first()
    if suggestion is not None:
        told = has_receipt(suggestion)
        context = {"suggestion": suggestion, "kinds": SuggestionKind, "is_mailed": told}
        return tell_nobody(render(request, "associations/suggestion_received.html", context))
    invitation = ReviewInvitation.objects.select_related("association").filter(used_key=key).first()
    if invitation is None:
        raise Http404
    page = invitation.association
    url = page.url if is_public(page) else ""
    context = {"association": page, "association_url": url}
    return tell_nobody(render(request, "associations/entry_confirmed.html", context))


def _receipts() -> signing.Signer:
    return signer(Purpose.LINKS, salt="associations.receipt")
