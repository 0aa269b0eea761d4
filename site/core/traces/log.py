"""Who has seen what people have sent: each time is told to Wagtail's log.

A trace names the member of staff, the moment, and the list or the reference of the record; never
a word of what stands in it, nor what was searched for.
"""

from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail.models import ModelLogEntry


class Trace(StrEnum):
    """What the log calls it."""

    LISTED = "core.trace_list"
    OPENED = "core.trace_open"
    OPENED_FILE = "core.trace_file"
    PRINTED = "core.trace_print"
    EXPORTED = "core.trace_export"


# What no row has for its key: a trace of a list belongs to no one row.
_NO_ROW = 0


def note_record(trace: Trace, record: models.Model, user: Any, **data: Any) -> None:
    """Note that `user` has seen a record, or one of its files."""
    ModelLogEntry.objects.log_action(record, trace.value, user=user, data=data)


def note_list(
    trace: Trace, model: type[models.Model], user: Any, *, title: str = "", **data: Any
) -> None:
    """Note that `user` has seen a list of rows of `model`; `title` says which, if not all."""
    named = title or str(capfirst(model._meta.verbose_name_plural))
    ModelLogEntry.objects.log_action(
        model(pk=_NO_ROW), trace.value, user=user, title=named, data=data
    )
