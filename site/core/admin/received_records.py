"""Lists in the admin of what was sent in: read, searched and taken further, never rewritten."""

from typing import Any, ClassVar

from django.urls import URLPattern, path
from wagtail.admin.viewsets.model import ModelViewSet


class ReceivedViewSet(ModelViewSet):
    """A list and a page for each record. Nothing is added, rewritten or deleted there.

    Wagtail shows a way to every view whose name it knows; `absent` are those that there are not.
    """

    absent: ClassVar[tuple[str, ...]] = ("add", "edit", "copy", "delete", "usage")
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
