"""Reading a form out of a page and filling it in, as a browser does."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from casework.public_forms.protection import FormKey

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    """Collects what would be sent with the POST form of a page, its buttons left out."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Fields = {}
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
            self.values[name] = [""]
        elif tag == "input":
            is_box = given.get("type") in {"checkbox", "radio"}
            if not is_box or "checked" in given:
                value = given.get("value") or ("on" if is_box else "")
                self.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            # A browser leaves out the line end right after the opening tag.
            self.values[self._textarea][0] = self.values[self._textarea][0].removeprefix("\n")
            self._textarea = ""


def form_of(response: HttpResponse) -> Fields:
    """Return what a browser would send if nothing were changed."""
    parser = _Form()
    parser.feed(response.content.decode())
    return parser.values


def filled(fields: Fields, purpose: str, **changes: Any) -> Fields:
    """Return `fields` as somebody sends them who has had time to change some of them.

    A value may be a text, a list of texts, or None for a box that is no longer ticked.
    """
    shown_at = timezone.now() - timedelta(minutes=1)
    sent = {**fields, "form_key": [FormKey.new(shown_at).signed(purpose)]}
    for name, value in changes.items():
        if value is None:
            sent.pop(name, None)
        else:
            sent[name] = [str(each) for each in (value if isinstance(value, list) else [value])]
    return sent
