"""What dialogues offers."""

from dialogues.models.choices import (
    ChangeKind,
    DialogueForm,
    DialogueKind,
    LinkAccess,
    Participation,
    SignUp,
)
from dialogues.models.dialogue import DialoguePage
from dialogues.models.gate import GateException
from dialogues.models.index import DialogueIndexPage
from dialogues.models.registrations import Registration, Seat
from dialogues.models.rows import AgendaItem, DialogueChange, InvitedActor, ReportFinding
from dialogues.models.series import DialogueSeries

__all__ = [
    "AgendaItem",
    "ChangeKind",
    "DialogueChange",
    "DialogueForm",
    "DialogueIndexPage",
    "DialogueKind",
    "DialoguePage",
    "DialogueSeries",
    "GateException",
    "InvitedActor",
    "LinkAccess",
    "Participation",
    "Registration",
    "ReportFinding",
    "Seat",
    "SignUp",
]
