"""«Utskick»: what was mailed, how far it came, and a button for what did not arrive."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from casework.mail.models import Dispatch, MailStatus
from casework.mail.outbox import send_again
from casework.mail.permissions import may_send_again, seen_by
from casework.records.admin import RecordIndexView, RecordInspectView, RecordViewSet


class DispatchFilterSet(WagtailFilterSet):
    """What the list can be narrowed by."""

    mail__status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Läge"), choices=MailStatus.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Dispatch
        fields: list[str] = []


class DispatchIndexView(RecordIndexView):
    """The list. A reference is found however it was said on the phone."""

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if may_send_again(self.request.user):
            address = reverse("dispatches:send_all_again")
            label = gettext_lazy("Skicka alla igen")
            buttons.append(Button(label, url=address, icon_name="mail", priority=80))
        return buttons

    def get_base_queryset(self) -> models.QuerySet[Dispatch]:
        return seen_by(self.request.user).select_related("mail")


class DispatchInspectView(RecordInspectView):
    """One mail: to whom, how far, what the other server said; never what stood in it."""

    page_title = gettext_lazy("Utskick")
    template_name = "casework/admin/inspect_dispatch.html"

    def get_object(self, queryset: Any = None) -> Dispatch:
        """The mail; 404 if it tells of something that is not for everybody here."""
        told: Dispatch = get_object_or_404(seen_by(self.request.user), pk=self.pk)
        return told

    def get_fields(self) -> list[str]:
        return ["queued_at", "subject", "reference", "address", "state", "last_failure"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        failed = self.object.has_failed
        context["may_send_again"] = failed and may_send_again(self.request.user)
        return dict(context)

    def get_field_label(self, field_name: str, field: Any) -> str:
        """The label; what is computed has none of its own."""
        label = _COMPUTED.get(field_name)
        return str(label or super().get_field_label(field_name, field))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put the mail back in the queue."""
        if not may_send_again(request.user):
            messages.error(request, _("Du får inte skicka utskick igen."))
        elif send_again(Dispatch.objects.filter(pk=self.object.pk), timezone.now()):
            log(instance=self.object, action="casework.send_again", user=request.user)
            messages.success(request, _("Utskicket ligger i kön igen."))
        else:
            messages.warning(request, _("Utskicket är redan skickat eller ligger i kön."))
        return redirect(request.path)


_COMPUTED = {
    "subject": gettext_lazy("Ämnesrad"),
    "address": gettext_lazy("Till"),
    "state": gettext_lazy("Läge"),
    "last_failure": gettext_lazy("Senaste fel"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def send_all_again(request: HttpRequest) -> HttpResponse:
    """Say how many mails were given up, and put them back in the queue when asked to.

    After a long outage nobody wants to press a button for each mail.
    """
    if not may_send_again(request.user):
        raise PermissionDenied
    given_up = seen_by(request.user).filter(mail__status=MailStatus.FAILED)
    if request.method != "POST":
        title = _("Skicka alla igen")
        context = {"count": given_up.count(), "header_title": title, "page_title": title}
        return render(request, "casework/admin/send_all_again.html", context)
    with transaction.atomic():
        queued = send_again(given_up, timezone.now())
        for dispatch in queued:
            log(instance=dispatch, action="casework.send_again", user=request.user)
    told = ngettext(
        "%(count)s utskick ligger i kön igen.", "%(count)s utskick ligger i kön igen.", len(queued)
    )
    messages.success(request, told % {"count": len(queued)})
    return redirect("dispatches:index")


class DispatchViewSet(RecordViewSet):
    """«Utskick» among the settings."""

    model = Dispatch
    absent: ClassVar = (*RecordViewSet.absent, "history", "history_results")
    icon = "mail"
    add_to_settings_menu = True
    menu_label = gettext_lazy("Utskick")
    menu_order = 900
    index_view_class = DispatchIndexView
    inspect_view_class = DispatchInspectView
    filterset_class = DispatchFilterSet
    list_display = [
        "queued_at",
        Column("subject", label=gettext_lazy("Ämnesrad")),
        "reference",
        Column("address", label=gettext_lazy("Till")),
        Column("state", label=gettext_lazy("Läge")),
    ]
    list_per_page = 50
    ordering = ["-queued_at", "-pk"]
    search_fields = ["reference", "mail__subject", "mail__to"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("skicka-igen/", send_all_again, name="send_all_again"),
        ]
