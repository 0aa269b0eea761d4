"""Who has never edited the portal is told by each field what belongs there."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.admin.panels import FieldPanel, InlinePanel, get_edit_handler
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from core.models import PortalSettings

OURS = ("core", "home")


def forms() -> list[type[Any]]:
    models = [*get_page_models(), *get_snippet_models(), PortalSettings]
    return [model for model in models if model._meta.app_label in OURS]


def fields(panel: Any) -> Iterator[FieldPanel]:
    """Every field of a form, those of its rows included."""
    if isinstance(panel, FieldPanel):
        yield panel
    elif isinstance(panel, InlinePanel):
        yield from fields(panel.child_edit_handler)
    for child in getattr(panel, "children", ()):
        yield from fields(child)


def without_help(model: type[Any]) -> list[str]:
    wagtails = {field.name for field in Page._meta.get_fields()}
    page = issubclass(model, Page)
    found = list(fields(model.get_edit_handler() if page else get_edit_handler(model)))
    assert len(found) > 2
    return [
        field.field_name
        for field in found
        if not (page and field.field_name in wagtails)
        and not (field.help_text or field.db_field.help_text)
    ]


@pytest.mark.parametrize("model", forms(), ids=lambda model: model.__name__)
def test_every_field_says_what_belongs_in_it(model: type[Any]) -> None:
    assert without_help(model) == []
