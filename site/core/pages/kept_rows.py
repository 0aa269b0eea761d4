"""Rows that belong to a page, read once for its readers, until something public changes."""

from typing import Any

from django.db.models import QuerySet

from core.freshness.kept_warm import warm


def kept_rows(page: Any, relation: str, reading: str = "") -> list[Any]:
    """Return the rows of a `relation` of `page`, as the method `reading` of their queryset tells.

    In a preview, and in the middle of a change, they are not in the database and read as they are.
    """
    found = getattr(page, relation).all()
    if not isinstance(found, QuerySet):
        return list(found)
    wanted = getattr(found, reading)() if reading else found
    return warm(f"rows:{page.pk}:{relation}:{reading}", lambda: list(wanted))
