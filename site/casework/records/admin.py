"""Lists in the admin of what was sent in: read, searched and taken further, never rewritten."""

from typing import Any, ClassVar

from django.db import models
from django.urls import URLPattern, path
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet

from casework.records import references
from core.traces.log import Trace
from core.traces.views import TracedList, TracedRecord


class RecordIndexView(TracedList, generic.IndexView):
    """The list. A reference is found however it was said on the phone."""

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.search_query and references.is_reference(self.search_query):
            return queryset.filter(reference=references.normalise(self.search_query))
        found: models.QuerySet[Any] = super().search_queryset(queryset)
        return found


class RecordInspectView(TracedRecord, generic.InspectView):
    """One record."""


class RecordHistoryView(HistoryView):
    """What has happened to a record; who has read it stands in the log of traces."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().exclude(action__in=list(Trace))


class RecordViewSet(ModelViewSet):
    """A list and a page for each record. Nothing is added, rewritten or deleted there.

    Wagtail shows a way to every view whose name it knows; `absent` are those that there are not.
    """

    absent: ClassVar[tuple[str, ...]] = ("add", "edit", "copy", "delete", "usage")
    index_view_class = RecordIndexView
    inspect_view_class = RecordInspectView
    history_view_class = RecordHistoryView
    inspect_view_enabled = True
    copy_view_enabled = False
    search_backend_name = None
    form_fields: ClassVar[list[str]] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = {f"{name}_url_name": None for name in self.absent}
        return dict(super().get_common_view_kwargs(**absent, **kwargs))

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]
