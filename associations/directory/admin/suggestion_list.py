"""«Förslag från föreningar»: the list, and the way to each suggestion."""

import django_filters
from django.db import models
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column

from associations.directory.admin.suggestion_decision import SuggestionView
from associations.directory.domain.suggestion_status import SuggestionStatus
from associations.directory.models import EntrySuggestion, SuggestionKind
from casework.records.admin import RecordHistoryView, RecordIndexView, RecordViewSet


class SuggestionFilterSet(WagtailFilterSet):
    """What the list can be narrowed by."""

    kind = django_filters.ChoiceFilter(choices=SuggestionKind.choices)
    status = django_filters.ChoiceFilter(choices=SuggestionStatus.choices)
    received_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Inkom"), widget=DateRangePickerWidget
    )

    class Meta:
        model = EntrySuggestion
        fields = ["kind", "status", "received_at"]


class SuggestionIndexView(RecordIndexView):
    """The list. A reference is found however it was said on the phone."""

    def get_base_queryset(self) -> models.QuerySet[EntrySuggestion]:
        listed: models.QuerySet[EntrySuggestion] = EntrySuggestion.objects.listed()
        return listed


class SuggestionHistoryView(RecordHistoryView):
    """What has happened to a suggestion, for all who may read it."""

    any_permission_required = ["view"]


class SuggestionViewSet(RecordViewSet):
    """Suggestions are read and decided."""

    model = EntrySuggestion
    icon = "clipboard-list"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Föreningsförslag")
    menu_order = 282
    index_view_class = SuggestionIndexView
    inspect_view_class = SuggestionView
    inspect_template_name = "associations/admin/suggestion.html"
    history_view_class = SuggestionHistoryView
    filterset_class = SuggestionFilterSet
    list_display = [
        "reference",
        "kind",
        Column("association_title", label=gettext_lazy("Förening")),
        "received_at",
        "status",
        Column("handled_by", label=gettext_lazy("Beslutat av")),
    ]
    list_export = [
        *("reference", "kind", "association_title", "received_at", "status"),
        *("handled_by", "handled_at"),
    ]
    export_filename = "forslag-fran-foreningar"
    list_per_page = 30
    ordering = ["-received_at", "-pk"]
    search_fields = ["reference", "association_title", "message", "sender_name", "sender_email"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("history/<int:pk>/", self.history_view, name="history"),
            path("history-results/<int:pk>/", self.history_results_view, name="history_results"),
        ]
