"""The way of a public form from showing to receipt, the same for every form of the portal.

Whatever stops a form, it comes back with everything that was typed: an expired token, a field
that is wrong, too much from one sender, a database that does not answer.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from django.db import DatabaseError, IntegrityError, InterfaceError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from casework.public_forms.models import SentForm
from casework.public_forms.protection import EXPIRED, ProtectedForm, Sending
from casework.public_forms.rate_limits import RateLimit
from casework.public_forms.sent_forms import remember, sent_with
from core.chrome.chrome import Chrome
from core.chrome.errors import SHOWS_FORM_AGAIN
from core.chrome.outages import Contact, last_known_contact
from core.language.addresses import front_url

logger = logging.getLogger(__name__)

METHODS = ["GET", "HEAD", "POST"]
NO_COOKIES = gettext_lazy(
    "Webbläsaren sparar inga kakor, och då kan vi inte se att formuläret kom från oss. Texten"
    " finns kvar. Tillåt kakor för den här webbplatsen och skicka igen, eller kopiera texten"
    " och hör av dig på ett annat sätt."
)
TOO_MANY = gettext_lazy(
    "Det har kommit många meddelanden från samma nät på kort tid. Vänta %(minutes)s minuter och"
    " skicka igen. Texten finns kvar."
)
SENT_BEFORE = gettext_lazy(
    "Du har redan skickat det här formuläret. Sedan dess har du ändrat något, och det är inte"
    " skickat. Vill du skicka det också? Skicka igen."
)

F = TypeVar("F", bound=ProtectedForm)
View = TypeVar("View", bound=Callable[..., object])


class FormFlow(ABC, Generic[F]):
    """One request for one form. What differs from form to form is what a subclass says.

    Used by a view that `shows_form_again` decorates: `Flow(request).answer()`.
    """

    form_class: type[F]
    template: ClassVar[str]
    limit: ClassVar[RateLimit]
    # Whether what the form stores has the form's key itself, and gives its receipt again.
    keeps_own_key: ClassVar[bool] = False
    # Says that nothing was stored; drawn without the database.
    unsaved_template: ClassVar[str] = "casework/form_unsaved.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.now = timezone.now()

    # ------------------------------------------------------------ said by each form

    def make_form(self, data: QueryDict | None) -> F:
        """Return the form, filled in with what was sent, or as it is first shown."""
        return self.form_class(data, now=self.now)

    def begin(self, form: F) -> HttpResponse | None:
        """Do what comes before all judging, such as taking files; an answer ends the request."""
        return None

    def examine(self, form: F) -> None:
        """Add to the form what is wrong with it beyond its own rules."""

    def receipt_of(self, form: F) -> str | None:
        """Return the receipt of what keeps its own key, if it has been received already."""
        return None

    def before_storing(self, form: F) -> HttpResponse | None:
        """Return what stands between a valid form and its storing, such as a review."""
        return None

    @abstractmethod
    def store(self, form: F) -> str:
        """Receive what the valid form says; return the receipt's address."""

    def context(self, form: F) -> dict[str, Any]:
        """Return what the template shows beside the form."""
        return {}

    def finish(self, response: HttpResponse) -> HttpResponse:
        """Return the answer with its headers."""
        return keep_private(response)

    # ------------------------------------------------------------ the same for all

    def answer(self) -> HttpResponse:
        """Show the form, or receive it and lead to the receipt."""
        if self.request.method != "POST":
            return self.show(self.make_form(None))
        form = self.make_form(self.request.POST)
        try:
            return self._receive(form)
        except (DatabaseError, InterfaceError, OSError) as failure:
            # OSError is what files are kept on. The error's own text may quote the row; what
            # people write never enters a log.
            logger.error("A form could not be stored: %s", type(failure).__name__)
            return self._unsaved(form)

    def show(self, form: F, status: int = 200) -> HttpResponse:
        """Return the page of the form."""
        context = {"form": form, **self.context(form)}
        return self.finish(render(self.request, self.template, context, status=status))

    def _receive(self, form: F) -> HttpResponse:
        begun = self.begin(form)
        if begun is not None:
            return begun
        form.full_clean()
        self.examine(form)
        if refusal(self.request):
            reason = NO_COOKIES if keeps_no_cookies(self.request) else EXPIRED
            form.ask_again(reason, "refused")
            return self.show(form, status=403)
        if not form.is_valid():
            return self.show(form, status=422)
        receipt = self.receipt_of(form)
        if receipt is None:
            sending = None if self.keeps_own_key else form.sending(self.request.path)
            if sending and (sent := sent_with(sending)):
                return self._sent_before(form, sending, sent)
            if (shown := self.before_storing(form)) is not None:
                return self.finish(shown)
            try:
                receipt = self._store_within_limit(form, sending)
            except IntegrityError:
                # The other click was faster; or it was something else that could not be stored.
                if not sending or not (sent := sent_with(sending)):
                    raise
                return self._sent_before(form, sending, sent)
        return self.finish(redirect(receipt)) if receipt else self._too_many(form)

    @transaction.atomic
    def _store_within_limit(self, form: F, sending: Sending | None) -> str | None:
        """Store once; None when there is too much from this sender. One commit for both."""
        if not self.limit.count_request(self.request, self.now):
            return None
        receipt = self.store(form)
        if sending is not None:
            remember(sending, receipt, self.now)
        return receipt

    def _sent_before(self, form: F, sending: Sending, sent: SentForm) -> HttpResponse:
        """Lead to the receipt of what was sent with this form, or ask about what is new in it."""
        if sent.content == sending.content:
            return self.finish(redirect(sent.receipt))
        form.begin_anew()
        form.ask_again(SENT_BEFORE, "sent_before")
        return self.show(form, status=422)

    def _too_many(self, form: F) -> HttpResponse:
        wait = self.limit.seconds_left(self.now)
        form.ask_again(TOO_MANY % {"minutes": -(-wait // 60)}, "too_many")
        response = self.show(form, status=429)
        response["Retry-After"] = str(wait)
        return response

    def _unsaved(self, form: F) -> HttpResponse:
        context = {
            "form": form,
            "contact": self._contact(),
            "home_url": front_url(translation.get_language()),
        }
        page = render(self.request, self.unsaved_template, context, status=503)
        response = self.finish(page)
        response["Retry-After"] = "60"
        return response

    def _contact(self) -> Contact:
        try:
            known = Chrome(self.request).settings
        except (DatabaseError, InterfaceError):
            return last_known_contact(self.request)
        return Contact(phone=known.contact_phone, email=known.contact_email)


def keep_private(response: HttpResponse) -> HttpResponse:
    """Let nobody keep the answer and no search engine list it."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def tell_nobody(response: HttpResponse) -> HttpResponse:
    """As `keep_private`, and no other page learns the address from which the reader came."""
    response["Referrer-Policy"] = "no-referrer"
    return keep_private(response)


def shows_form_again(view: View) -> View:
    """Let `view` answer when the token is refused. It must then ask `refusal` before acting.

    Django's check stays as it is: the view runs and shows again what was typed.
    """
    setattr(view, SHOWS_FORM_AGAIN, True)
    return view


def refusal(request: HttpRequest) -> str:
    """Return why the token was refused, or "" when the form was sent from our own page.

    A browser that keeps no cookies has no token to show, but it says which site the form stood
    on. Django checks `Origin` before it looks for the cookie; when the cookie is all that is
    missing, the origin has been found to be ours, and no other site can claim that.
    """
    reason: str = getattr(request, "csrf_refusal", "")
    if reason == REASON_NO_CSRF_COOKIE and "Origin" in request.headers:
        return ""
    return reason


def keeps_no_cookies(request: HttpRequest) -> bool:
    """Whether the token was refused because the browser sent no cookie at all."""
    return refusal(request) == REASON_NO_CSRF_COOKIE
