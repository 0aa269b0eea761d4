"""Filling in the feedback forms as a reader's browser does."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from casework.public_forms.protection import FormKey

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


class _Fields(HTMLParser):
    """Collects what a browser would send from the page's POST form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._textarea = ""
        self._is_in_form = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_in_form = given.get("method") == "post"
        name = given.get("name")
        if not self._is_in_form or not name:
            return
        if tag == "textarea":
            self._textarea = name
            self.values[name] = ""
        elif tag == "input" and (given.get("type") != "radio" or "checked" in given):
            self.values[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser leaves out the line end right after the opening tag.
            self.values[self._textarea] = self.values[self._textarea].removeprefix("\n")
            self._textarea = ""


def fields_of(response: HttpResponse) -> dict[str, str]:
    """Return what a browser would send if the reader pressed the button of the form now."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.values
