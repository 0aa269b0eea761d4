"""Keeps lists and search up with words that entries borrow: kinds of associations and funding."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

from associations.directory.listing import word_source
from associations.models import AssociationKind
from core.models import FundingSource
from searching.entries.projection import write_those_that_mention


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    for word in (AssociationKind, FundingSource):
        name = f"associations.{word.__name__}"
        post_save.connect(_on_save, sender=word, dispatch_uid=f"{name}.save")
        post_delete.connect(_on_delete, sender=word, dispatch_uid=f"{name}.delete")


def _on_save(instance: models.Model, raw: bool, created: bool, **kwargs: Any) -> None:
    if not raw and not created:
        write_those_that_mention([word_source(instance)])


def _on_delete(instance: models.Model, **kwargs: Any) -> None:
    source = word_source(instance)
    transaction.on_commit(lambda: write_those_that_mention([source]))
