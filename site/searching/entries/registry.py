"""Rows that are found although they are no pages, such as actors. Pages need no registration."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from core.pages.search_document import SearchDocument


@dataclass(frozen=True)
class Listed:
    """How the rows of one model become entries.

    `prefix` begins their keys: "actor" makes "actor:5". `document` returns None for a row that
    should not be found, `address` the path where it is read, or "" when there is none.
    """

    model: type[models.Model]
    prefix: str
    document: Callable[[Any], SearchDocument | None]
    address: Callable[[Any], str]
    language: Callable[[Any], str]

    def key(self, row: models.Model) -> str:
        """Return the key of a row, in entries and as the source of facets."""
        return self.key_of_pk(row.pk)

    def key_of_pk(self, pk: object) -> str:
        """Return the key of the row with that primary key."""
        return f"{self.prefix}:{pk}"


# How the rows of each model are listed.
LISTED: dict[type[models.Model], Listed] = {}


def register(
    model: type[models.Model],
    *,
    prefix: str,
    document: Callable[[Any], SearchDocument | None],
    address: Callable[[Any], str],
    language: Callable[[Any], str],
) -> None:
    """Let the rows of `model` be found. Call it when the app is ready; twice is the same as once.

    Apps above stand before `searching` in INSTALLED_APPS, which then listens to these rows.

    The functions are called with a row, in the row's language.
    """
    LISTED[model] = Listed(model, prefix, document, address, language)


def all_listed() -> Iterator[Listed]:
    """Yield every registered model, always in the same order."""
    yield from sorted(LISTED.values(), key=lambda found: found.model._meta.label)
