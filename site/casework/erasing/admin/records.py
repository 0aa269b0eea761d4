"""«Gallringsprotokoll»: read, printed, never changed and never deleted."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from casework.erasing.models import ErasureRecord
from casework.erasing.permissions import may_see_erasing
from casework.records.admin import RecordViewSet

SHOWN = [
    *("made_at", "what", "count", "rule", "ground", "decision"),
    *("officer_name", "references"),
]


class ErasureInspectView(generic.InspectView):
    """One record, and the way to it on paper."""

    page_title = gettext_lazy("Gallringsprotokoll")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Printing."""
        address = reverse("erasure_records:print", args=[self.object.pk])
        return [Button(_("Skriv ut"), url=address, icon_name="doc-full")]

    def get_references_display_value(self) -> str:
        """One after the other."""
        return ", ".join(self.object.references)

    def get_decision_display_value(self) -> str:
        """The reference of the decision, or that none was named."""
        return self.object.decision or _("Inget beslut angivet")

    def get_officer_name_display_value(self) -> str:
        """Who did it."""
        return self.object.officer_name or _("Portalen, i det dagliga jobbet")


@cache_control(private=True, no_store=True)
@require_safe
def print_record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record on paper."""
    if not may_see_erasing(request.user):
        raise PermissionDenied
    record = get_object_or_404(ErasureRecord, pk=pk)
    return render(request, "casework/admin/erasure_record_printout.html", {"record": record})


class ErasureRecordViewSet(RecordViewSet):
    """The list of records."""

    model = ErasureRecord
    absent: ClassVar = (*RecordViewSet.absent, "history", "history_results")
    icon = "bin"
    inspect_view_class = ErasureInspectView
    inspect_view_fields = SHOWN
    list_display = ["made_at", "what", "count", "decision", "officer_name"]
    list_per_page = 50
    ordering = ["-made_at", "-pk"]
    search_fields = ["what", "decision", "officer_name"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/utskrift/", print_record, name="print"),
        ]


def register_erasing_log(actions: Any) -> None:
    """What the log says of records; `actions` is Wagtail's registry."""
    actions.register_action(
        "casework.record_erasure", gettext_lazy("Gallra"), gettext_lazy("Gallrade enligt protokoll")
    )
