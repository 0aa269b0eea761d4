"""Whatever is stored holds no control character: one rule for every text of every model.

Editors paste from word processors, programs import, and a stream holds texts within texts; one
vertical tab takes down a feed for everybody. So it is the model that cleans, however it was
filled in, and not each form.
"""

import json
import re
from functools import cache
from typing import Any

from django.db import models
from django.db.models.signals import pre_save
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from core.language.plain_text import UNCLEAN, without_controls

# How JSON within a text tells of what no text holds; revisions keep streams so.
_ESCAPED = re.compile(r"\\u(?:00[0189][0-9a-f]|007f|d[89a-f][0-9a-f]{2}|fff[ef])", re.IGNORECASE)


def connect() -> None:
    """Clean every row before it is saved. Called once, when the app is ready."""
    pre_save.connect(_before_saving, dispatch_uid="core.language.stored_text")


def clean_row(row: models.Model) -> None:
    """Take what no text holds out of all texts of `row`; saving is the caller's."""
    for field in text_fields(type(row)):
        # What has not been read from the database is not read for this.
        value = row.__dict__.get(field.attname)
        if value is None:
            continue
        cleaned = _cleaned_value(field, value)
        if cleaned is not value:
            setattr(row, field.attname, cleaned)


@cache
def text_fields(model: type[models.Model]) -> tuple[Any, ...]:
    """Return the fields of a model that hold texts, whole or in parts."""
    kinds = (models.CharField, models.TextField, models.JSONField, StreamField)
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, kinds))


def _before_saving(instance: models.Model, **_told: Any) -> None:
    clean_row(instance)


def _cleaned_value(field: Any, value: Any) -> Any:
    if isinstance(field, StreamField):
        return _cleaned_stream(field, value)
    if isinstance(field, models.CharField) and isinstance(value, str):
        # A line end would be none in one line.
        return " ".join(without_controls(value).split()) if UNCLEAN.search(value) else value
    return cleaned_parts(value)


def _cleaned_stream(field: StreamField, value: Any) -> Any:
    if not isinstance(value, StreamValue):
        return value
    parts = value.get_prep_value()
    cleaned = cleaned_parts(parts)
    return value if cleaned is parts else field.to_python(cleaned)


def cleaned_parts(value: Any) -> Any:
    """Return `value` with every text in it cleaned; the very same object when all were clean."""
    if isinstance(value, str):
        return _cleaned_text(value)
    if isinstance(value, dict):
        parts = {key: cleaned_parts(part) for key, part in value.items()}
        return parts if any(parts[key] is not value[key] for key in value) else value
    if isinstance(value, list | tuple):
        listed = [cleaned_parts(part) for part in value]
        is_other = any(new is not old for new, old in zip(listed, value, strict=True))
        return type(value)(listed) if is_other else value
    return value


def _cleaned_text(text: str) -> str:
    if text[:1] in {"[", "{"} and _ESCAPED.search(text):
        try:
            held = json.loads(text)
        except ValueError:
            pass
        else:
            cleaned_held = cleaned_parts(held)
            return text if cleaned_held is held else json.dumps(cleaned_held)
    return without_controls(text) if UNCLEAN.search(text) else text
