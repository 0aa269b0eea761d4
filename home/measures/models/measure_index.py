"""The list of measures."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from home.listing import list_page, prevention_definitions


class MeasureIndexPage(BasePage):
    """All measures, with what the three kinds of prevention mean."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.MeasurePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("insatser")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facets = ("place", "prevention", "topic", "target", "status")
        context["list"] = list_page(request, kind="measure", facets=facets)
        context["definitions"] = prevention_definitions()
        return context
