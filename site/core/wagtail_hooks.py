"""Registers core's snippets and panels in the admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from core.admin.tick_list import register_tick_lists
from core.admin.viewsets import NoticeViewSet, VocabularyViewSetGroup
from core.pages.review_due import ReviewDuePanel

register_tick_lists()
register_snippet(NoticeViewSet)
register_snippet(VocabularyViewSetGroup)


@hooks.register("construct_homepage_panels")
def add_review_due(request: HttpRequest, panels: list[Any]) -> None:
    """Tell editors which of their pages are due for a review."""
    panels.append(ReviewDuePanel())
