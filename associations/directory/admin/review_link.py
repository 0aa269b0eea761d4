"""«Skicka granskningslänk»: a communicator asks an association to look its entry over."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button

from associations.directory.actions.review_links import NoAddress, send_review_link
from associations.directory.models import AssociationPage
from associations.directory.permissions import may_be_reminded, may_send_review_link
from core.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def send_link(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show to whom a link would go, and send it when the button is pressed."""
    if not may_send_review_link(request.user):
        raise PermissionDenied
    page = get_object_or_404(AssociationPage.objects.originals(), pk=page_id)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.method != "POST":
        context = {
            "page": page,
            "editor_url": editor,
            "may_be_reminded": may_be_reminded(page),
            "header_title": _("Skicka granskningslänk"),
            "page_title": _("Skicka granskningslänk"),
        }
        return render(request, "associations/admin/send_review_link.html", context)
    try:
        send_review_link(page_id=page.pk, officer=cast(User, request.user), now=timezone.now())
    except NoAddress:
        messages.error(request, _("Sidan saknar adress för påminnelser eller är inte publicerad."))
    else:
        messages.success(request, _("Länken är på väg till föreningen."))
    return redirect(editor)


def review_link_button(page: Any, user: Any) -> Button | None:
    """Return the button for an association's page, for those who may use it."""
    if not isinstance(page.specific_deferred, AssociationPage) or not may_send_review_link(user):
        return None
    url = reverse("association_review_link", args=[page.pk])
    return Button(_("Skicka granskningslänk"), url=url, icon_name="mail", priority=60)
