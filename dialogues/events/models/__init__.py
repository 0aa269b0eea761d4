"""Dialogues and what belongs to each: the agenda, what was decided about it, its series."""

from dialogues.events.models.dialogue import DialoguePage
from dialogues.events.models.index import DialogueIndexPage
from dialogues.events.models.rows import AgendaItem, DialogueChange, DialogueSeries

__all__ = ["AgendaItem", "DialogueChange", "DialogueIndexPage", "DialoguePage", "DialogueSeries"]
