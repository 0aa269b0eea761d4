"""«Åtkomstlogg» among the reports: who has seen what people have sent, when and in which way."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_type_label
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from core.traces.log import Trace

# Whole cases are handed out in another way, and noted in the case as well.
SHOWN = Q(action__in=list(Trace)) | Q(action__contains=".export_")


def may_see_traces(user: Any) -> bool:
    """May see who has seen what."""
    return bool(user.has_perm("core.see_traces"))


def _actions(request: HttpRequest) -> list[tuple[str, Any]]:
    used = ModelLogEntry.objects.filter(SHOWN).get_actions()
    return [(action, label) for action, label in registry.get_choices() if action in used]


class TraceFilterSet(WagtailFilterSet):
    """By what the log can be narrowed."""

    action = django_filters.MultipleChoiceFilter(label=_("Vad"), widget=CheckboxSelectMultiple)
    user = django_filters.ModelChoiceFilter(
        label=_("Vem"),
        queryset=lambda request: (
            get_user_model()
            ._default_manager.filter(pk__in=ModelLogEntry.objects.filter(SHOWN).get_user_ids())
            .order_by("last_name", "first_name", "username")
        ),
    )
    label = django_filters.CharFilter(label=_("Lista eller referens"), lookup_expr="icontains")
    timestamp = django_filters.DateFromToRangeFilter(label=_("När"), widget=DateRangePickerWidget)

    class Meta:
        model = ModelLogEntry
        fields = ["action", "user", "label", "timestamp"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["action"].extra["choices"] = _actions(self.request)


def kind_of(entry: ModelLogEntry) -> str:
    """What the entry is about, as the admin calls it."""
    return str(get_content_type_label(entry.content_type))


class TraceReportView(ReportView):
    """The log, the latest first."""

    model = ModelLogEntry
    page_title = _("Åtkomstlogg")
    header_icon = "view"
    filterset_class = TraceFilterSet
    index_url_name = "traces"
    index_results_url_name = "traces_results"
    columns = [
        DateColumn("timestamp", label=_("När"), width="15%"),
        Column("user_display_name", label=_("Vem"), width="25%"),
        Column("message", label=_("Vad"), width="25%"),
        Column("label", label=_("Lista eller referens")),
        Column("kind", label=_("Slag"), accessor=kind_of),
    ]
    list_export = ["timestamp", "user_display_name", "message", "label", "content_type"]
    export_headings = {
        "timestamp": _("När"),
        "user_display_name": _("Vem"),
        "message": _("Vad"),
        "label": _("Lista eller referens"),
        "content_type": _("Slag"),
    }
    custom_field_preprocess = {
        "content_type": dict.fromkeys(ReportView.FORMATS, get_content_type_label)
    }
    export_filename = "atkomstlogg"
    any_permission_required = ["see"]

    def user_has_any_permission(self, permissions: Any) -> bool:
        return may_see_traces(self.request.user)

    def get_base_queryset(self) -> QuerySet[ModelLogEntry]:
        shown = ModelLogEntry.objects.filter(SHOWN).select_related("user", "content_type")
        return shown.order_by("-timestamp", "-pk")


class TraceMenuItem(MenuItem):
    """Only for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_traces(request.user)


def trace_menu_item() -> MenuItem:
    """The way there among the reports."""
    return TraceMenuItem(_("Åtkomstlogg"), reverse("traces"), icon_name="view", order=650)


def trace_urls() -> list[URLPattern]:
    """Where it is."""
    view = TraceReportView
    return [
        path("reports/atkomst/", view.as_view(), name="traces"),
        path("reports/atkomst/results/", view.as_view(results_only=True), name="traces_results"),
    ]
