"""Whether a dialogue that people count on still stands, so that something can be decided of it."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.models import DialoguePage


def may_be_changed(dialogue: "DialoguePage", now: datetime) -> bool:
    """Whether the dialogue is public and neither cancelled nor held."""
    has_ended = dialogue.ends_at is not None and dialogue.ends_at <= now
    has_been = has_ended or dialogue.reported_at is not None
    return dialogue.live and not dialogue.is_cancelled and (dialogue.is_postponed or not has_been)
