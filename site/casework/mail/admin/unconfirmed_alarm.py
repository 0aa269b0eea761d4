"""Administrators learn when forms have caused so much mail that no more is sent for now."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.ui.components import Component

from casework.mail.outbox import has_been_told, queue_mail
from casework.mail.unconfirmed import in_all
from casework.public_forms.models import RateCount
from core.staff.administrators import administrators

logger = logging.getLogger(__name__)
_LATELY = timedelta(days=1)


def full_hours(now: datetime) -> QuerySet[RateCount]:
    """Return the hours of the last day in which the budget was spent, the latest first."""
    limit = in_all()
    full = RateCount.objects.filter(scope=limit.scope, count__gte=limit.most)
    return full.filter(window_starts_at__gt=now - _LATELY).order_by("-window_starts_at")


def tell_administrators(now: datetime) -> int:
    """Queue the mails about it, once a day for everybody; return how many."""
    latest = full_hours(now).first()
    if latest is None:
        return 0
    day = timezone.localdate(latest.window_starts_at)
    event = f"unconfirmed_mail_alarm:{day.isoformat()}"
    reached = [user.email for user in administrators() if user.email]
    untold = [address for address in reached if not has_been_told(to=address, event=event)]
    with transaction.atomic():
        for address in untold:
            queue_mail(
                to=address,
                template="casework/mail/unconfirmed_alarm",
                context={"most": settings.UNCONFIRMED_MAILS_PER_HOUR},
                reference="",
                event=event,
            )
    if untold:
        logger.error("Forms have caused too much mail; %d were told", len(untold))
    return len(untold)


class UnconfirmedMailPanel(Component):
    """In which hours no more mail was sent to addresses that nobody had confirmed."""

    name = "unconfirmed_mail_alarm"
    template_name = "casework/admin/unconfirmed_mail_alarm.html"
    order = 86

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        hours = [
            (row.window_starts_at, row.window_starts_at + in_all().window)
            for row in full_hours(timezone.now())[:10]
        ]
        return {"hours": hours, "most": settings.UNCONFIRMED_MAILS_PER_HOUR}
