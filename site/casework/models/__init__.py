"""What casework keeps of its own; what apps build on stands in its rooms."""

from casework.files.models import HeldFile
from casework.mail.models import Dispatch, Enclosure, Mail, MailStatus
from casework.public_forms.models import RateCount
from casework.worker.models import DailyRun, Lease

__all__ = [
    "DailyRun",
    "Dispatch",
    "Enclosure",
    "HeldFile",
    "Lease",
    "Mail",
    "MailStatus",
    "RateCount",
]
