"""What waits for who holds dialogues: invitations with gaps, and reports that are due."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from wagtail.admin.ui.components import Component

from dialogues.invitations.admin.invitation_lines import (
    InvitationLine,
    checkable,
    invites,
    lines_of,
)
from dialogues.invitations.admin.invitation_list import list_url
from dialogues.invitations.checklist import lead_days
from dialogues.reports.querysets import REMIND_DAYS, awaits_report

_SHOWN = 8


def waiting_lines(now: datetime) -> list[InvitationLine]:
    """Return what is late first: reports by their day, then invitations by theirs. Three queries.

    A report is told of three days after the dialogue, and is late after seven.
    """
    due = awaits_report(now, days=REMIND_DAYS)
    pages = checkable().filter(due | invites(now))
    ordered = pages.order_by(F("ends_at").asc(nulls_last=True), "pk")
    lines = lines_of(ordered, now, days=lead_days())
    reports = [line for line in lines if line.report_due_on]
    return reports + [line for line in lines if line.missing]


class DialoguesPanel(Component):
    """Each line leads to its page. Only for who writes pages."""

    name = "dialogues"
    template_name = "dialogues/admin/panel.html"
    order = 120

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        lines = waiting_lines(timezone.now())
        return {
            "lines": lines[:_SHOWN],
            "more": max(0, len(lines) - _SHOWN),
            "index": list_url(),
        }
