"""Keeps the projection up with what is published, moved, restricted and taken down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import BasePage, Topic
from searching.engines import engine
from searching.entries import projection
from searching.entries.entry_builder import page_key
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
    """Listen. Called once, when the app is ready."""
    page_published.connect(_on_publish, dispatch_uid="searching.publish")
    page_unpublished.connect(_on_unpublish, dispatch_uid="searching.unpublish")
    page_slug_changed.connect(_on_new_address, dispatch_uid="searching.slug")
    post_page_move.connect(_on_new_address, dispatch_uid="searching.move")
    post_save.connect(_on_save, dispatch_uid="searching.save")
    post_delete.connect(_on_delete, dispatch_uid="searching.delete")


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


# ---------------------------------------------------------------- rows


@_unless_paused
def _on_save(sender: type[models.Model], instance: Any, raw: bool, **kwargs: Any) -> None:
    if raw:
        return
    if sender in LISTED:
        projection.write(instance)
    elif sender is Topic:
        _on_topic(instance)
    elif sender is PageViewRestriction:
        projection.write_below(instance.page)
    elif issubclass(sender, BasePage) and not instance.live and _has_entry(instance):
        # Wagtail's own signal comes later, and does not come when plain code takes a page down.
        projection.remove(instance)


def _has_entry(page: Page) -> bool:
    return SearchEntry.objects.filter(key=page_key(page.pk)).exists()


def _on_topic(topic: Topic) -> None:
    source = f"topic:{topic.pk}"
    same = models.Q(key=topic.slug, label=topic.name)
    if SearchFacet.objects.filter(source=source).exclude(same).exists():
        projection.write_those_that_mention([source])


def _on_delete(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    if sender is SearchEntry:
        engine().erase([instance.pk])
    elif sender in LISTED:
        _forget(projection.key_of(instance))
    elif sender is Topic:
        _forget(f"topic:{instance.pk}")
    elif issubclass(sender, BasePage):
        _forget(page_key(instance.pk))
    elif sender is PageViewRestriction:
        _on_restriction_gone(instance.page_id)


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


def _on_restriction_gone(page_id: int) -> None:
    def write_again() -> None:
        page = Page.objects.filter(pk=page_id).first()
        if page is not None:
            projection.write_below(page)

    # After the commit, because a restriction also goes when its page is deleted.
    transaction.on_commit(write_again)
