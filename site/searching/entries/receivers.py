"""Keeps the projection up with what is published, moved, restricted and taken down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import BasePage, Topic
from searching.engines import engine
from searching.entries import projection
from searching.entries.registry import LISTED
from searching.models import SearchEntry, SearchFacet

_is_paused: ContextVar[bool] = ContextVar("is_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Write nothing meanwhile: for loading many things, followed by `projection.rebuild()`."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def _unless_paused(receive: Callable[..., None]) -> Callable[..., None]:
    @wraps(receive)
    def receive_unless_paused(**kwargs: Any) -> None:
        if not _is_paused.get():
            receive(**kwargs)

    return receive_unless_paused


def connect() -> None:
    """Listen. Called once, when the app is ready, and those above have said what they list."""
    page_published.connect(_on_publish, dispatch_uid="searching.publish")
    page_unpublished.connect(_on_unpublish, dispatch_uid="searching.unpublish")
    page_slug_changed.connect(_on_new_address, dispatch_uid="searching.slug")
    post_page_move.connect(_on_new_address, dispatch_uid="searching.move")
    pages = [model for model in get_page_models() if issubclass(model, BasePage)]
    _connect(_on_page_saved, _on_gone, *pages)
    _connect(_on_listed_saved, _on_gone, *LISTED)
    _connect(_on_topic_saved, _on_topic_gone, Topic)
    _connect(_on_restricted, _on_restriction_gone, PageViewRestriction)
    post_delete.connect(_on_entry_gone, sender=SearchEntry, dispatch_uid="searching.delete")


def _connect(
    on_save: Callable[..., None], on_delete: Callable[..., None], *senders: type[models.Model]
) -> None:
    for sender in senders:
        post_save.connect(on_save, sender=sender, dispatch_uid="searching.save")
        post_delete.connect(on_delete, sender=sender, dispatch_uid="searching.delete")


# ---------------------------------------------------------------- pages


@_unless_paused
def _on_publish(instance: Page, **kwargs: Any) -> None:
    if _is_elsewhere(instance):
        projection.write_below(instance)
    else:
        projection.write(instance)
    projection.write_rows_that_moved()


@_unless_paused
def _on_unpublish(instance: Page, **kwargs: Any) -> None:
    projection.remove(instance)
    projection.write_rows_that_moved()


@_unless_paused
def _on_new_address(instance: Page, **kwargs: Any) -> None:
    projection.write_below(instance)
    projection.write_rows_that_moved()


def _is_elsewhere(page: Page) -> bool:
    """Whether entries below `page` still have the address of before its slug was changed."""
    if not page.url:
        return False
    below = SearchEntry.objects.filter(page__path__startswith=page.path)
    return below.exclude(address__startswith=page.url).exists()


@_unless_paused
def _on_page_saved(instance: BasePage, raw: bool, **kwargs: Any) -> None:
    # Wagtail's own signal comes later, and does not come when plain code takes a page down.
    if not (raw or instance.live) and _has_entry(instance):
        projection.remove(instance)


def _has_entry(page: Page) -> bool:
    return SearchEntry.objects.filter(key=projection.key_of(page)).exists()


# ---------------------------------------------------------------- rows


@_unless_paused
def _on_listed_saved(instance: models.Model, raw: bool, **kwargs: Any) -> None:
    if not raw:
        projection.write(instance)


@_unless_paused
def _on_topic_saved(instance: Topic, raw: bool, **kwargs: Any) -> None:
    source = f"topic:{instance.pk}"
    same = models.Q(key=instance.slug, label=instance.name)
    if not raw and SearchFacet.objects.filter(source=source).exclude(same).exists():
        projection.write_those_that_mention([source])


def _on_topic_gone(instance: Topic, **kwargs: Any) -> None:
    _forget(f"topic:{instance.pk}")


def _on_gone(instance: models.Model, **kwargs: Any) -> None:
    _forget(projection.key_of(instance))


def _on_entry_gone(instance: SearchEntry, **kwargs: Any) -> None:
    engine().erase([instance.pk])


def _forget(key: str) -> None:
    """Remove a deleted thing's entry and its name from other entries.

    The others are read again only after the commit: a delete takes many rows with it, and in the
    midst of it a page may look as if it would stay.
    """
    mentioning = SearchFacet.objects.filter(source=key)
    others = list(mentioning.values_list("entry__key", flat=True).distinct())
    mentioning.delete()
    SearchEntry.objects.filter(key=key).delete()
    if others:
        transaction.on_commit(lambda: projection.write_keys(others))


@_unless_paused
def _on_restricted(instance: PageViewRestriction, raw: bool, **kwargs: Any) -> None:
    if not raw:
        projection.write_below(instance.page)


def _on_restriction_gone(instance: PageViewRestriction, **kwargs: Any) -> None:
    def write_again() -> None:
        page = Page.objects.filter(pk=instance.page_id).first()
        if page is not None:
            projection.write_below(page)

    # After the commit, because a restriction also goes when its page is deleted.
    transaction.on_commit(write_again)
