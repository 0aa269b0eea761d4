"""Rows that tell what was so: written once, and never rewritten or taken away."""

from typing import Any

from django.db import models


class Frozen(Exception):
    """Somebody tried to rewrite what people have been told, or to take it away."""


class FrozenRow(models.Model):
    """A row that goes only with what it belongs to."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise Frozen
