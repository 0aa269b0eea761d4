"""What is kept when an invitation goes out late or with gaps, whoever or whatever publishes it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.signals import page_published

from core.models import User
from dialogues.invitation_check import days_of_notice, lead_days, missing_points, still_invites
from dialogues.models import DialoguePage, GateException


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    page_published.connect(_on_published, sender=DialoguePage, dispatch_uid="dialogues.going_out")


def _on_published(instance: DialoguePage, revision: Any = None, **kwargs: Any) -> None:
    if instance.alias_of_id or instance.locale_id != Locale.get_default().pk:
        return
    note_exception(instance, by=revision.user if revision else None, now=timezone.now())


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
