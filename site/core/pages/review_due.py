"""Which published pages nobody has looked over in time, told on the admin's front page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from core.pages.base_page import BasePage
from core.times.days import add_months

_SHOWN = 8


def pages_due(today: date, among: models.QuerySet[Any]) -> list[Any]:
    """Return the live pages `among` which a review is due on `today`, the longest overdue first."""
    pages = [page for page_type in _page_types() for page in _due(page_type, today, among)]
    return sorted(pages, key=lambda page: (page.review_due_on, page.pk))


def _page_types() -> Iterator[Any]:
    return (model for model in apps.get_models() if issubclass(model, BasePage))


def _due(page_type: Any, today: date, among: models.QuerySet[Any]) -> Iterator[Any]:
    live = page_type.objects.live().filter(reviewed_on__isnull=False, pk__in=among.values("pk"))
    for months in live.order_by().values_list("review_every", flat=True).distinct():
        due = live.filter(review_every=months, reviewed_on__lte=add_months(today, -months))
        yield from due.order_by("reviewed_on", "pk")[:_SHOWN]


class ReviewDuePanel(Component):
    """The pages that the editor may change and that are due for a review."""

    name = "review_due"
    template_name = "core/admin/review_due.html"
    order = 150

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        pages = pages_due(timezone.localdate(), editable)
        return {"pages": pages[:_SHOWN], "more": max(0, len(pages) - _SHOWN)}
