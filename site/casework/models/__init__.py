"""What casework keeps of its own; what apps build on stands in its rooms."""

from casework.files.models import HeldFile
from casework.log_in.models import LogInBrake, PasswordResetRequest
from casework.mail.models import Dispatch, Enclosure, Mail, MailStatus
from casework.public_forms.models import RateCount, SentForm
from casework.worker.models import DailyRun, Lease

__all__ = [
    "DailyRun",
    "Dispatch",
    "Enclosure",
    "HeldFile",
    "Lease",
    "LogInBrake",
    "Mail",
    "MailStatus",
    "PasswordResetRequest",
    "RateCount",
    "SentForm",
]
