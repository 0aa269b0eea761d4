"""What nobody has handled is told of: on the admin's front page, and by mail to the mailbox.

Told when something new is late, and every week while anything is. Later it falls due itself.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.admin.ui.components import Component

from casework.erasing.kinds import Late, RetentionKind, offered_kinds
from casework.mail.models import Dispatch
from casework.mail.outbox import queue_mail
from core.models import PortalSettings
from core.times.days import day_of

TOLD_AGAIN_AFTER = timedelta(days=7)


def tell_of_late(now: datetime) -> int:
    """Queue a mail for each kind of which something is late; return how many mails."""
    offered = [(kind, kind.late) for kind in offered_kinds()]
    return sum(_tell(kind, late, now) for kind, late in offered if late)


@transaction.atomic
def _tell(kind: RetentionKind, late: Late, now: datetime) -> bool:
    rows, today = list(late.rows(now)), day_of(now)
    mailbox = PortalSettings.known_by_default().contact_email
    told_on = _told_on(kind)
    is_news = told_on is None or any(row.late_on > told_on for row in rows)
    is_time = told_on is None or today - told_on >= TOLD_AGAIN_AFTER
    if not rows or not mailbox or not (is_news or is_time):
        return False
    queued = queue_mail(
        to=mailbox,
        template="casework/mail/late_records",
        context={
            "label": kind.label,
            # A mail is no list: the oldest, and how many there are.
            "references": [row.reference for row in rows[:20]],
            "count": len(rows),
        },
        reference="",
        links={"admin_link": late.listed_at()},
        event=f"late_{kind.name}:{today.isoformat()}",
    )
    return queued is not None


def _told_on(kind: RetentionKind) -> date | None:
    """Return the last day on which the mailbox was told."""
    begins = f"late_{kind.name}:"
    told = Dispatch.objects.filter(event__startswith=begins).order_by("-queued_at", "-pk").first()
    return date.fromisoformat(told.event.removeprefix(begins)) if told else None


class LatePanel(Component):
    """How much has waited for too long, of each kind that the officer may see. Hidden without."""

    name = "late_records"
    template_name = "casework/admin/late_records.html"
    order = 95

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user, now = parent_context["request"].user, timezone.now()
        heaps = [
            {
                "label": kind.label,
                "count": kind.late.rows(now).count(),
                "url": kind.late.listed_at(),
            }
            for kind in offered_kinds()
            if kind.late and kind.late.may(user)
        ]
        return {"heaps": [heap for heap in heaps if heap["count"]]}
