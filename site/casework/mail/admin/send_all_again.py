"""«Skicka alla igen»: after a long outage nobody wants to press a button for each mail."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from post_office.models import STATUS
from wagtail.log_actions import log

from casework.mail.outbox import send_again
from casework.mail.permissions import may_send_again
from casework.models import Dispatch


@require_http_methods(["GET", "HEAD", "POST"])
def send_all_again(request: HttpRequest) -> HttpResponse:
    """Say how many mails were given up, and put them back in the queue when asked to."""
    if not may_send_again(request.user):
        raise PermissionDenied
    given_up = Dispatch.objects.filter(mail__status=STATUS.failed)
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
