"""After signing up: how it stands, which address was typed, and a way to take a wrong one back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from casework.public_forms.form_flow import METHODS, tell_nobody
from dialogues.events.published import find_dialogue
from dialogues.sign_up.actions.confirming import take_back
from dialogues.sign_up.domain.seating import HELD_FOR, Standing
from dialogues.sign_up.models import SignUpReceipt


@require_safe
def signed_up(request: HttpRequest, token: str) -> HttpResponse:
    """Say how it stands, as it would for anybody, and show the address to whoever has typed it."""
    receipt = _receipt(token)
    found = find_dialogue(receipt.registration.dialogue_id)
    context = {
        "dialogue": found.dialogue,
        "words": found.words,
        # As it was typed this time; how it was typed before is nothing to tell.
        "address": receipt.registration.email.lower(),
        "is_mailed": receipt.is_mailed,
        "must_confirm": receipt.standing != Standing.SEATED,
        "is_in_line": receipt.standing == Standing.IN_LINE,
        "minutes": int(HELD_FOR.total_seconds()) // 60,
        "correct_url": reverse("dialogues:correct_address", args=[token]),
    }
    return tell_nobody(render(request, "dialogues/signed_up.html", context))


# No token guards this form: the link itself is the whole authority, and no other site can know it.
@csrf_exempt
@require_http_methods(METHODS)
def correct_address(request: HttpRequest, token: str) -> HttpResponse:
    """Take back what had a wrong address, and lead to the form. The same answer in any case."""
    receipt = _receipt(token)
    if request.method == "POST":
        take_back(receipt=receipt, now=timezone.now())
        form = reverse("dialogues:sign_up", args=[receipt.registration.dialogue_id])
        return tell_nobody(redirect(form))
    return tell_nobody(redirect("dialogues:signed_up", token))


def _receipt(token: str) -> SignUpReceipt:
    receipt = SignUpReceipt.objects.select_related("registration").filter(token=token).first()
    if receipt is None:
        raise Http404
    return receipt
