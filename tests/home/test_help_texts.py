"""Who has never edited the portal is told by each field what belongs there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.functional import Promise
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, get_edit_handler
from wagtail.fields import StreamField
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


def handler(model: type[Any]) -> Any:
    """The form of a page, a snippet or the settings."""
    return model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)


def without_help(model: type[Any]) -> list[str]:
    wagtails = {field.name for field in Page._meta.get_fields()}
    page = issubclass(model, Page)
    found = list(fields(handler(model)))
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


@pytest.mark.parametrize("model", forms(), ids=lambda model: model.__name__)
def test_every_field_has_a_label_of_ours(model: type[Any]) -> None:
    # Without one Django makes it of the field's English name, a plain text that nobody translates.
    own = [field for field in model._meta.get_fields() if field.model is model]
    shown = {field.field_name for field in fields(handler(model))}
    unnamed = [
        field.name
        for field in own
        if field.name in shown and not isinstance(field.verbose_name, Promise)
    ]
    assert unnamed == []


def parts(block: blocks.Block, path: str) -> Iterator[tuple[str, blocks.Block]]:
    """Every named block inside of a block, however deep, with the way to it."""
    for name, child in getattr(block, "child_blocks", {}).items():
        yield f"{path}.{name}", child
        yield from parts(child, f"{path}.{name}")
    if isinstance(block, blocks.ListBlock):
        yield from parts(block.child_block, path)


def test_every_block_has_a_label_of_ours() -> None:
    streams = [
        (f"{model.__name__}.{field.name}", field.stream_block)
        for model in forms()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    found = {path: block for start, stream in streams for path, block in parts(stream, start)}
    assert len(found) > 50
    # What Wagtail's own picture block holds is named by Wagtail.
    unnamed = [
        path
        for path, block in found.items()
        if ".image." not in path and not isinstance(block.meta.label, Promise)
    ]
    assert unnamed == []
