"""Rows of a page: reading them, whose entry they name, and texts with one thing a line."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import get_language

from searching.models import SearchEntry


def entry_address() -> models.Subquery:
    """Return where the entry of a row's actor is read, in the reader's language if there is one."""
    entries = SearchEntry.objects.filter(page__associationpage__actor=models.OuterRef("actor_id"))
    other = models.Case(models.When(language=get_language(), then=0), default=1)
    return models.Subquery(entries.order_by(other, "pk").values("address")[:1])


def rows_with(rows: Any, read: str) -> Iterable[Any]:
    """Return the child rows of a page through the named read.

    Rows that were brought with the page, and the unsaved ones of a preview, are already here.
    """
    is_here = getattr(rows, "_result_cache", None) is not None or not hasattr(rows, read)
    return rows if is_here else getattr(rows, read)()


def lines(text: str) -> list[str]:
    """Return the things that editors wrote one a line, without empty lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]
