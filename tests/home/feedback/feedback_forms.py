"""Filling in the feedback forms as a reader's browser does."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from casework.public_forms.protection import FormKey
from tests.filled_forms import form_of

FOUND = "/tyck-till/"
ERROR = "/tyck-till/fel/"
ACCESSIBILITY = "/tyck-till/tillganglighet/"
PURPOSES = {
    FOUND: "feedback.found",
    ERROR: "feedback.error",
    ACCESSIBILITY: "feedback.accessibility",
}


def form_key(url: str, *, seconds_ago: float = 60) -> str:
    """Return the key of a form at `url` that was shown so many seconds ago."""
    shown_at = timezone.now() - timedelta(seconds=seconds_ago)
    return FormKey.new(shown_at).signed(PURPOSES[url])


def filled(url: str, **fields: str) -> dict[str, str]:
    """Return a form that a person has had time to fill in."""
    answer = {"found": "nej"} if url == FOUND else {}
    return {"form_key": form_key(url), "text": "Länken till kartan leder fel.", **answer, **fields}


def send(client: Client, url: str, **fields: str) -> Any:
    """Send a form that a person has had time to fill in."""
    return client.post(url, filled(url, **fields))


def fields_of(response: HttpResponse) -> dict[str, str]:
    """Return what a browser would send if the reader pressed the button of the form now."""
    return {name: values[-1] for name, values in form_of(response).items()}
