"""What casework keeps of its own; what apps build on stands in its rooms."""

from casework.erasing.models import ErasureRecord
from casework.extracts.models import RegisterExtract
from casework.files.models import HeldFile
from casework.log_in.models import LogInBrake, PasswordResetRequest
from casework.mail.models import Dispatch, Enclosure, Mail, MailStatus
from casework.public_forms.models import RateCount, SentForm
from casework.worker.models import DailyRun, Lease

__all__ = [
    "DailyRun",
    "Dispatch",
    "Enclosure",
    "ErasureRecord",
    "HeldFile",
    "Lease",
    "LogInBrake",
    "Mail",
    "MailStatus",
    "PasswordResetRequest",
    "RateCount",
    "RegisterExtract",
    "SentForm",
]
