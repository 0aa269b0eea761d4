"""What the worker forgets of log-ins, once a day."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from casework.log_in.brakes import FORGOTTEN_AFTER
from casework.log_in.models import LogInBrake


def forget(now: datetime) -> None:
    """Remove what is not needed any more of attempts, log-ins and sessions."""
    LogInBrake.objects.filter(last_failed_at__lte=now - FORGOTTEN_AFTER).delete()
    # What axes kept before the brakes were ours.
    AccessAttempt.objects.filter(attempt_time__lte=now - FORGOTTEN_AFTER).delete()
    kept = timedelta(days=settings.LOG_IN_LOG_DAYS)
    AccessLog.objects.filter(attempt_time__lte=now - kept).delete()
    SessionStore.get_model_class().objects.filter(expire_date__lte=now).delete()
