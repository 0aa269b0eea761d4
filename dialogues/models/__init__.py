"""What dialogues offers."""

from dialogues.events.domain.choices import (
    ChangeKind,
    DialogueForm,
    DialogueKind,
    LinkAccess,
    Participation,
    SignUp,
)
from dialogues.events.models import (
    AgendaItem,
    DialogueChange,
    DialogueIndexPage,
    DialoguePage,
    DialogueSeries,
)
from dialogues.invitations.models import GateException, InvitedActor
from dialogues.reports.models import ReportFinding
from dialogues.sign_up.domain.seating import Seat
from dialogues.sign_up.models import Registration, SignUpReceipt

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
    "SignUpReceipt",
]
