"""A copy of a dialogue is the plan of another one: it has no date, no report, and is not off."""

from typing import Any

from django.http import HttpRequest

from dialogues.events.models import DialoguePage

_FRESH = {
    "starts_at": None,
    "ends_at": None,
    "sign_up_closes_at": None,
    "is_cancelled": False,
    "is_postponed": False,
    "reported_at": None,
    "report_summary": "",
    "participants": None,
    "questions_answered": None,
    "gate_reason": "",
    "change_reason": "",
}


def begin_anew(request: HttpRequest, page: Any, new_page: Any) -> None:
    """Clear what belongs to the dialogue that was copied."""
    if not isinstance(new_page, DialoguePage):
        return
    DialoguePage.objects.filter(pk=new_page.pk).update(**_FRESH)
    new_page.refresh_from_db()
    copy = new_page.get_latest_revision_as_object()
    for name, value in _FRESH.items():
        setattr(copy, name, value)
    copy.finding_rows.clear()
    revision = copy.save_revision(user=request.user, clean=False)
    if new_page.live:
        revision.publish(user=request.user)
