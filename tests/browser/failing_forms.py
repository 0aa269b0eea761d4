"""What a reader sees of a form that was not accepted, not stored, or received."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path

from core.chrome import errors
from home.feedback.forms import FoundForm
from home.feedback.views import FeedbackFlow
from home.models import FeedbackKind
from tests.factories.feedback import FeedbackFactory


def with_errors(request: HttpRequest) -> HttpResponse:
    flow = FeedbackFlow(request, FoundForm)
    return flow.show(flow.make_form(QueryDict("text=&sender_email=x")), status=422)


def unsaved(request: HttpRequest) -> HttpResponse:
    flow = FeedbackFlow(request, FoundForm)
    return flow._unsaved(flow.make_form(QueryDict("text=Kartan+saknas.")))


def received(request: HttpRequest) -> HttpResponse:
    feedback = FeedbackFactory.build(kind=FeedbackKind.ACCESSIBILITY, signed=True)
    return render(request, "home/feedback_received.html", {"feedback": feedback, "back": "/om/"})


def too_large(request: HttpRequest) -> HttpResponse:
    return errors.content_too_large(request)


def not_allowed(request: HttpRequest) -> HttpResponse:
    return errors.method_not_allowed(request, permitted=("POST",))


urlpatterns = [
    path("fel/405/", not_allowed),
    path("fel/413/", too_large),
    path("fel/formular/", with_errors),
    path("fel/osparat/", unsaved),
    path("fel/mottaget/", received),
]
