"""What follows when a dialogue that people count on gets another place or form."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from core.models import User
from dialogues.events.actions.plan_changes import tell_of
from dialogues.events.where_and_how import Arrangement, arrangement_of, is_told
from dialogues.models import ChangeKind, DialogueChange, DialoguePage


@transaction.atomic
def note_rearrangement(
    page: DialoguePage, before: Arrangement | None, *, by: User | None, now: datetime
) -> DialogueChange | None:
    """Keep that a published dialogue is held elsewhere or otherwise, and tell those who come.

    Nothing is kept when what was public `before` is what it is now.
    """
    if before is None or not is_told(page, before, arrangement_of(page), now):
        return None
    change: DialogueChange = DialogueChange.objects.create(
        dialogue=page,
        kind=ChangeKind.REARRANGED,
        at=now,
        reason=page.change_reason.strip(),
        old_arrangement=str(before),
    )
    # The reason was for this change; the next one has its own.
    DialoguePage.objects.filter(pk=page.pk).update(change_reason="")
    log(instance=page, action="dialogues.change", user=by, data={"kind": change.kind})
    tell_of(change)
    return change
