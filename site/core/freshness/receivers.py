"""Notices every change of what is public, and makes what was kept warm old."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail.snippets.models import get_snippet_models

from core.freshness.kept_warm import move


def connect() -> None:
    """Listen to every change of what is public. Called once, when the app is ready."""
    post_save.connect(_on_change, dispatch_uid="core.freshness.receivers.save")
    post_delete.connect(_on_change, dispatch_uid="core.freshness.receivers.delete")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_on_page, dispatch_uid="core.freshness.receivers.page")


def _on_change(sender: type[models.Model], **kwargs: Any) -> None:
    if issubclass(sender, Page | BaseSiteSetting) or sender in _public_models():
        move()


def _on_page(**kwargs: Any) -> None:
    move()


def _public_models() -> list[type[models.Model]]:
    """Return the models whose rows the frame or a page shows, pages and settings apart."""
    restrictions = [PageViewRestriction, CollectionViewRestriction, Collection]
    return [Locale, Site, Redirect, *restrictions, *get_snippet_models()]
