"""Reading a form out of a page and filling it in, as a browser does."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from casework.public_forms.protection import FormKey
from tests.form_fields import Fields, form_in


def form_of(response: HttpResponse) -> Fields:
    """Return what a browser would send if nothing were changed."""
    return form_in(response.content.decode())


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
