"""What dialogues offers."""

from dialogues.events.domain.choices import (
    ChangeKind,
    DialogueForm,
    DialogueKind,
    LinkAccess,
    Participation,
    SignUp,
)
from dialogues.events.models.dialogue import DialoguePage
from dialogues.events.models.index import DialogueIndexPage
from dialogues.events.models.rows import AgendaItem, DialogueChange, InvitedActor, ReportFinding
from dialogues.events.models.series import DialogueSeries
from dialogues.invitations.models import GateException
from dialogues.sign_up.models import Registration, Seat

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
