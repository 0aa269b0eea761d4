"""Notices every change of what is public, and makes what was kept warm old."""

from typing import Any

from django.apps import apps
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.freshness.kept_warm import move
from core.freshness.public_rows import public_rows

# Beside what is marked as `public_rows`.
_KINDS = (Page, BaseSiteSetting, Locale, Site, Redirect, AbstractImage, AbstractDocument)
_RESTRICTING = (PageViewRestriction, CollectionViewRestriction, Collection)


def connect() -> None:
    """Listen to every change of what is public. Called once, when the app is ready."""
    for model in apps.get_models():
        if issubclass(model, (*_KINDS, *_RESTRICTING)):
            public_rows(model)
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_on_page, dispatch_uid="core.freshness.receivers.page")


def _on_page(**kwargs: Any) -> None:
    move()
