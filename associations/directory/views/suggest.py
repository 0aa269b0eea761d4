"""Anybody suggests a new association, or says that something in an entry is wrong."""

from abc import abstractmethod
from datetime import timedelta
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from associations.directory.actions.received_suggestions import receive_suggestion
from associations.directory.forms.public import ErrorReportForm, NewAssociationForm
from associations.directory.models import AssociationPage, SuggestionKind
from associations.directory.views.receipts import receipt_address
from casework.public_forms.form_flow import METHODS, F, FormFlow, shows_form_again
from casework.public_forms.rate_limits import RateLimit

# Generous, because a library or a school sends from one address.
LIMIT = RateLimit(scope="association_suggestion", most=20, window=timedelta(minutes=10))


class SuggestionFlow(FormFlow[F]):
    """What the two forms share."""

    limit = LIMIT
    title: ClassVar[Promise]
    kind: ClassVar[SuggestionKind]

    @abstractmethod
    def about(self, form: F) -> dict[str, Any]:
        """Return which association the valid form is about, and what it says of it."""

    def context(self, form: F) -> dict[str, Any]:
        return {"page_title": self.title}

    def store(self, form: F) -> str:
        key, told = form.idempotency_key(), form.cleaned_data
        receive_suggestion(
            kind=self.kind,
            idempotency_key=key,
            now=self.now,
            message=told["message"],
            sender_name=told["sender_name"],
            sender_email=told["sender_email"],
            **self.about(form),
        )
        return receipt_address(key)


class NewAssociationFlow(SuggestionFlow[NewAssociationForm]):
    """«Anmäl din förening»."""

    form_class = NewAssociationForm
    template = "associations/suggest_association.html"
    title = _("Anmäl din förening")
    kind = SuggestionKind.NEW

    def about(self, form: NewAssociationForm) -> dict[str, Any]:
        return {"association_title": form.cleaned_data["title"], "data": form.values()}


class ErrorReportFlow(SuggestionFlow[ErrorReportForm]):
    """«Rapportera fel». `?forening=<slug>` says in which entry."""

    template = "associations/report_error.html"
    title = _("Rapportera fel i en förenings uppgifter")
    kind = SuggestionKind.ERROR

    def make_form(self, data: QueryDict | None) -> ErrorReportForm:
        if data is not None:
            return ErrorReportForm(data, now=self.now)
        page = _entry(self.request.GET.get("forening", ""))
        known = {"about": page.title, "association": page.slug} if page else {}
        return ErrorReportForm(initial=known, now=self.now)

    def about(self, form: ErrorReportForm) -> dict[str, Any]:
        told = form.cleaned_data
        return {"association": _entry(told["association"]), "association_title": told["about"]}


@shows_form_again
@require_http_methods(METHODS)
def suggest_association(request: HttpRequest) -> HttpResponse:
    """Take a new association."""
    return NewAssociationFlow(request).answer()


@shows_form_again
@require_http_methods(METHODS)
def report_error(request: HttpRequest) -> HttpResponse:
    """Take a report about an entry."""
    return ErrorReportFlow(request).answer()


def _entry(slug: str) -> AssociationPage | None:
    if not slug or "\x00" in slug:
        return None
    return AssociationPage.objects.originals().live().public().filter(slug=slug).first()
