"""Mail that does not arrive, told on the admin's front page."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from casework.mail.models import Dispatch, MailStatus
from casework.mail.permissions import seen_by

# Mail leaves within seconds; whoever waits for a receipt begins to wonder after this time.
LATE_AFTER = timedelta(hours=1)


def undelivered(told: QuerySet[Dispatch], now: datetime) -> dict[str, int]:
    """Return how many of these mails were given up, and how many are late, in one query."""
    long_ago = now - LATE_AFTER
    # A mail in the queue that has been put back there waits since then.
    in_queue = Q(mail__status=MailStatus.QUEUED, mail__changed_at__lte=long_ago)
    put_off = Q(mail__status=MailStatus.REQUEUED, mail__queued_at__lte=long_ago)
    given_up = Q(mail__status=MailStatus.FAILED)
    counted = told.exclude(mail__status=MailStatus.SENT).order_by()
    return counted.aggregate(
        given_up=Count("pk", filter=given_up), late=Count("pk", filter=in_queue | put_off)
    )


class MailAlarmPanel(Component):
    """How much mail was given up or waits for too long, and the way to it. Hidden without any."""

    name = "mail_alarm"
    template_name = "casework/admin/mail_alarm.html"
    order = 90

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            **undelivered(seen_by(parent_context["request"].user), timezone.now()),
            "given_up_url": _listed(MailStatus.FAILED),
            "late_url": _listed(MailStatus.QUEUED, MailStatus.REQUEUED),
        }


def _listed(*states: int) -> str:
    query = urlencode({"mail__status": states}, doseq=True)
    return f"{reverse('dispatches:index')}?{query}"
