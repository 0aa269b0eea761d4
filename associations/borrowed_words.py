"""Words that entries borrow, such as kinds of associations and funding; lists keep up with them."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

from searching.entries.projection import write_those_that_mention


def word_source(word: models.Model) -> str:
    """Return the source of a facet that is a row of a shared list, such as a kind or funding."""
    return f"{word._meta.model_name}:{word.pk}"


def keep_up_with(*words: type[models.Model]) -> None:
    """Write what borrows a word anew when it changes. Called once, when the app is ready."""
    for word in words:
        name = f"associations.{word.__name__}"
        post_save.connect(_on_save, sender=word, dispatch_uid=f"{name}.save")
        post_delete.connect(_on_delete, sender=word, dispatch_uid=f"{name}.delete")


def _on_save(instance: models.Model, raw: bool, created: bool, **kwargs: Any) -> None:
    if not raw and not created:
        write_those_that_mention([word_source(instance)])


def _on_delete(instance: models.Model, **kwargs: Any) -> None:
    source = word_source(instance)
    transaction.on_commit(lambda: write_those_that_mention([source]))
