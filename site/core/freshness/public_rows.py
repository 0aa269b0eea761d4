"""Which rows the frame or a page shows: a change of one makes old what is kept warm."""

from typing import Any, TypeVar

from django.db import models
from django.db.models.signals import post_delete, post_save

from core.freshness.kept_warm import move

M = TypeVar("M", bound=type[models.Model])


def public_rows(model: M) -> M:
    """Mark a model whose rows readers see. Each snippet is one; pages and settings need no mark."""
    for signal in (post_save, post_delete):
        signal.connect(_on_change, sender=model, dispatch_uid="core.freshness.public_rows")
    return model


def _on_change(**kwargs: Any) -> None:
    move()
