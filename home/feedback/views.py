"""What residents do: tell us something about the portal."""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from casework.public_forms.form_flow import METHODS, FormFlow, keep_private, shows_form_again
from casework.public_forms.rate_limits import RateLimit
from core.keys.purposes import Purpose, signer
from core.routing.page_routing import page_at
from home.feedback.actions import Message, receive_feedback
from home.feedback.domain.page_addresses import local_path
from home.feedback.forms import NO, YES, AccessibilityForm, ErrorForm, FeedbackForm, FoundForm
from home.feedback.models import Feedback, FeedbackKind
from home.hooks import Link

# Generous, because a library or a school sends from one address.
LIMIT = RateLimit(scope="feedback", most=20, window=timedelta(minutes=10))


@shows_form_again
@require_http_methods(METHODS)
def found(request: HttpRequest) -> HttpResponse:
    """Hittade du det du sökte? `?svar=ja|nej&sida=/…/` fills in what the reader has said."""
    return FeedbackFlow(request, FoundForm).answer()


@shows_form_again
@require_http_methods(METHODS)
def error(request: HttpRequest) -> HttpResponse:
    """Something on the portal is wrong; `?sida=/…/` says where."""
    return FeedbackFlow(request, ErrorForm).answer()


@shows_form_again
@require_http_methods(METHODS)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Somebody cannot use the portal: the complaint that the law provides for."""
    return FeedbackFlow(request, AccessibilityForm).answer()


@require_safe
def received(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt. Its address says nothing to anybody but us."""
    try:
        feedback = Feedback.objects.filter(idempotency_key=_receipts().unsign(token)).first()
    except signing.BadSignature as error:
        raise Http404 from error
    if feedback is None:
        raise Http404
    back = local_path(feedback.page_address)
    context = {"feedback": feedback, "back": back}
    return keep_private(render(request, "home/feedback_received.html", context))


class FeedbackFlow(FormFlow[FeedbackForm]):
    """One of the three forms, from showing to receipt."""

    template = "home/feedback_form.html"
    limit = LIMIT

    def __init__(self, request: HttpRequest, form_class: type[FeedbackForm]) -> None:
        super().__init__(request)
        self.form_class = form_class
        self.host = request.get_host()

    def make_form(self, data: QueryDict | None) -> FeedbackForm:
        told = _told(self.request) if data is None else None
        return self.form_class(data, initial=told, host=self.host, now=self.now)

    def store(self, form: FeedbackForm) -> str:
        feedback = receive_feedback(
            message=_message(form),
            idempotency_key=form.idempotency_key(),
            page=_page(self.request, form.cleaned_data["page_address"]),
            now=self.now,
        )
        return _receipt_address(feedback.idempotency_key)

    def context(self, form: FeedbackForm) -> dict[str, Any]:
        page = _page(self.request, str(form["page_address"].value() or ""))
        return {"page_title": form.title, "about": _public_title(page), "others": _others(form)}


def _message(form: FeedbackForm) -> Message:
    data = form.cleaned_data
    return Message(
        kind=form.kind,
        text=data["text"],
        found=data.get("found"),
        page_address=data["page_address"],
        sender_name=data["sender_name"],
        sender_email=data["sender_email"],
    )


def _receipts() -> signing.Signer:
    return signer(Purpose.LINKS, salt="home.feedback.receipt")


def _receipt_address(idempotency_key: str) -> str:
    return reverse("home:feedback_received", args=[_receipts().sign(idempotency_key)])


# ---------------------------------------------------------------- reading


def _told(request: HttpRequest) -> dict[str, str]:
    """What the link to the form says of the reader's page and answer; rubbish says nothing."""
    told = {"page_address": local_path(request.GET.get("sida", ""), request.get_host())}
    if request.GET.get("svar") in {YES, NO}:
        told["found"] = request.GET["svar"]
    return told


def _page(request: HttpRequest, address: str) -> Page | None:
    path = local_path(address)
    return page_at(request, path) if path else None


def _public_title(page: Page | None) -> str:
    """The page's title, unless only some may see the page."""
    return page.title if page and not page.get_view_restrictions().exists() else ""


def _others(form: FeedbackForm) -> list[Link]:
    """The forms for what the reader may rather want to say."""
    links = {
        FeedbackKind.FOUND: Link(_("Tyck till om portalen"), reverse("home:feedback")),
        FeedbackKind.ERROR: Link(str(ErrorForm.title), reverse("home:feedback_error")),
        FeedbackKind.ACCESSIBILITY: Link(
            str(AccessibilityForm.title), reverse("home:feedback_accessibility")
        ),
    }
    return [link for kind, link in links.items() if kind is not form.kind]
