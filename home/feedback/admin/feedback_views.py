"""What readers have told us, as staff see it: a list, a message, its history."""

from datetime import datetime
from typing import Any, ClassVar, cast

import django_filters
from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from casework.records.admin import RecordIndexView, RecordInspectView, RecordViewSet
from casework.records.moves import IllegalMove
from core.models import User
from home.feedback.actions import move_feedback
from home.feedback.domain.feedback_status import FeedbackStatus
from home.feedback.models import Feedback, FeedbackKind
from home.feedback.permissions import may_move

SHOWN = [
    "reference",
    "kind",
    "found",
    "text",
    "page_address",
    "sender_name",
    "sender_email",
    "received_at",
    "status",
    "handled_by",
    "handled_at",
    "note",
    "erased_at",
]


class FeedbackFilterSet(WagtailFilterSet):
    """What the list can be narrowed by."""

    kind = django_filters.ChoiceFilter(choices=FeedbackKind.choices)
    status = django_filters.ChoiceFilter(choices=FeedbackStatus.choices)
    received_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Inkom"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Feedback
        fields = ["kind", "status", "found", "received_at"]


class FeedbackIndexView(RecordIndexView):
    """The list. A reference is found however it was said on the phone."""

    def get_base_queryset(self) -> models.QuerySet[Feedback]:
        listed: models.QuerySet[Feedback] = Feedback.objects.listed()
        return listed


class HandlingForm(forms.Form):
    """The officer's words about a message."""

    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        help_text=gettext_lazy("Vad ni gjorde. Syns inte för den som skrev."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FeedbackInspectView(RecordInspectView):
    """A message, to read."""

    page_title = gettext_lazy("Läs")

    def get_fields_context(self) -> list[dict[str, Any]]:
        """What is known; rows that say nothing are left out."""
        return [row for row in super().get_fields_context() if row["value"] not in {None, ""}]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Times as the clock here shows them."""
        value = super().get_field_display_value(field_name, field)
        return timezone.localtime(value) if isinstance(value, datetime) else value

    def get_text_display_value(self) -> str:
        """The message with its lines."""
        return linebreaksbr(self.object.text, autoescape=True)

    def get_page_address_display_value(self) -> str:
        """The address, with the title of the page if we know it."""
        page = self.object.page
        return f"{self.object.page_address} ({page.title})" if page else self.object.page_address

    def get_found_display_value(self) -> str:
        """Yes, no, or nothing when nobody asked."""
        return {True: _("Ja"), False: _("Nej"), None: ""}[self.object.found]


class FeedbackHandleView(FeedbackInspectView):
    """A message, to read and to take further."""

    page_title = gettext_lazy("Hantera")
    any_permission_required = None
    permission_required = "change"
    history_url_name = ""
    template_name = "home/admin/handle_feedback.html"

    def get_edit_url(self) -> None:
        """No button that leads here."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The way to what has happened to the message so far."""
        history = reverse(self.history_url_name, args=[self.object.pk])
        return [Button(_("Historik"), url=history, icon_name="history")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.setdefault("form", HandlingForm(initial={"note": self.object.note}))
        context["buttons"] = [
            (status.value, words)
            for status, words in _MOVE_WORDS.items()
            if may_move(self.request.user, self.object, to=status)
        ]
        return dict(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the message to the state of the button that was pressed."""
        form = HandlingForm(request.POST)
        wanted = request.POST.get("to", "")
        if wanted not in _MOVE_WORDS or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            moved = move_feedback(
                feedback_id=self.object.pk,
                to=FeedbackStatus(wanted),
                officer=cast(User, request.user),
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except IllegalMove:
            messages.error(request, _("Någon annan har redan tagit hand om synpunkten."))
            return redirect(request.path)
        text = _("%(reference)s är nu: %(status)s.")
        told = {"reference": moved.reference, "status": moved.get_status_display().lower()}
        messages.success(request, text % told)
        return redirect(reverse(self.index_url_name))


_MOVE_WORDS = {
    FeedbackStatus.IN_PROGRESS: gettext_lazy("Ta hand om"),
    FeedbackStatus.HANDLED: gettext_lazy("Markera som hanterad"),
}


class FeedbackViewSet(RecordViewSet):
    """«Synpunkter» in the menu."""

    model = Feedback
    # What Wagtail calls editing is, for a message, taking it further.
    absent: ClassVar = ("add", "copy", "delete", "usage")
    icon = "comment"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Synpunkter")
    menu_order = 280
    index_view_class = FeedbackIndexView
    inspect_view_class = FeedbackInspectView
    inspect_view_fields = SHOWN
    filterset_class = FeedbackFilterSet
    list_display = [
        "reference",
        "kind",
        Column("excerpt", label=gettext_lazy("Meddelande")),
        Column("page_address", label=gettext_lazy("Sida"), sort_key="page_address"),
        "received_at",
        "status",
    ]
    list_export = [field for field in SHOWN if field != "erased_at"]
    export_filename = "synpunkter"
    list_per_page = 30
    ordering = ["-received_at", "-pk"]
    search_fields = ["reference", "text", "page_address", "sender_name", "sender_email"]

    def get_urlpatterns(self) -> list[URLPattern]:
        handle = self.construct_view(FeedbackHandleView, fields=SHOWN)
        return [
            *super().get_urlpatterns(),
            path("handle/<int:pk>/", handle, name="edit"),
            path("history/<int:pk>/", self.history_view, name="history"),
            path("history-results/<int:pk>/", self.history_results_view, name="history_results"),
        ]
