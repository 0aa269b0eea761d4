"""What the worker does for log-ins: every few seconds, and once a day."""

import logging
from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, InterfaceError

from casework.log_in import alarms, password_reset
from casework.log_in.brakes import FORGOTTEN_AFTER
from casework.log_in.models import LogInBrake

logger = logging.getLogger(__name__)


def look_after(now: datetime) -> None:
    """Answer who forgot a password, and tell administrators of attacks."""
    for work in (password_reset.answer_requests, alarms.tell_administrators):
        try:
            work(now)
        except (DatabaseError, InterfaceError, OSError):
            raise
        except Exception:  # what cannot be told must not stop other mail
            logger.exception("Log-ins could not be looked after")


def forget(now: datetime) -> None:
    """Remove what is not needed any more of attempts, log-ins and sessions."""
    LogInBrake.objects.filter(last_failed_at__lte=now - FORGOTTEN_AFTER).delete()
    # What axes kept before the brakes were ours.
    AccessAttempt.objects.filter(attempt_time__lte=now - FORGOTTEN_AFTER).delete()
    kept = timedelta(days=settings.LOG_IN_LOG_DAYS)
    AccessLog.objects.filter(attempt_time__lte=now - kept).delete()
    SessionStore.get_model_class().objects.filter(expire_date__lte=now).delete()
