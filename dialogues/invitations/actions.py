"""What is kept when an invitation goes out late or with gaps, whoever or whatever publishes it."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from core.models import User
from dialogues.events.models import DialoguePage
from dialogues.invitations.checklist import days_of_notice, lead_days, missing_points, still_invites
from dialogues.invitations.models import GateException


@transaction.atomic
def note_exception(page: DialoguePage, *, by: User | None, now: datetime) -> GateException | None:
    """Keep what an invitation lacks as it goes out, and why it does so all the same.

    Nothing is kept when nothing is missing, or when it was missing for the same reason before.
    """
    missing = missing_points(page, now, days=lead_days()) if still_invites(page, now) else []
    if not missing:
        return None
    reason = _reason(page)
    last = page.gate_exceptions.order_by("at", "pk").last()
    if last and (last.points, last.reason) == (missing, reason):
        return None
    days = days_of_notice(page, now)
    kept: GateException = GateException.objects.create(
        dialogue=page, at=now, by=by, points=missing, reason=reason, days_of_notice=days
    )
    data = {"points": [str(point) for point in missing], "days": days}
    log(instance=page, action="dialogues.gate_exception", user=by, data=data)
    return kept


def _reason(page: DialoguePage) -> str:
    """What was written in the editor; of one that was moved meanwhile, why it was."""
    last = page.changes.order_by("at", "pk").last()
    return page.gate_reason.strip() or (last.reason if last else "")
