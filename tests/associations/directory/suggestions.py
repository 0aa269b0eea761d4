"""Suggestions, and a communicator's browser that decides about them."""

from typing import Any

from django.test import Client

from associations import models
from associations.directory.models.entry_values import read_entry
from tests.factories.suggestions import SuggestionFactory
from tests.filled_forms import form_of
from tests.form_fields import Fields

LIST = "/admin/foreningsforslag/"


def suggest(page: models.AssociationPage, **changes: Any) -> models.EntrySuggestion:
    base = read_entry(page)
    suggestion: models.EntrySuggestion = SuggestionFactory(
        association=page,
        association_title=page.title,
        base=base,
        data={**base, **changes},
        sender_email=page.review_email,
    )
    return suggestion


def address(suggestion: models.EntrySuggestion) -> str:
    return f"{LIST}{suggestion.pk}/"


def opened(client: Client, suggestion: models.EntrySuggestion) -> Fields:
    return form_of(client.get(address(suggestion)))


def approve(client: Client, suggestion: models.EntrySuggestion, **changes: Any) -> str:
    """Press «Godkänn» and return the page that comes then."""
    sent = {**opened(client, suggestion), "approve": ["1"]}
    for name, value in changes.items():
        if value is None:
            sent.pop(name, None)
        else:
            sent[name] = [value]
    return client.post(address(suggestion), sent, follow=True).content.decode()
