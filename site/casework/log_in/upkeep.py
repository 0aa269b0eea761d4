"""What the worker forgets of log-ins, once a day."""

from datetime import datetime

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.backends.db import SessionStore

from casework.log_in.brakes import FORGOTTEN_AFTER
from casework.log_in.models import LogInBrake, PasswordResetRequest
from casework.records.retention import Rule


def forget_failures(kept: Rule, now: datetime) -> int:
    """Remove what failed, what was asked for, and sessions that have ended."""
    # A brake that went sooner would make guessing faster.
    before = min(kept.due_if_before(now), now - FORGOTTEN_AFTER)
    old = [
        LogInBrake.objects.filter(last_failed_at__lte=before),
        # What axes kept before the brakes were ours.
        AccessAttempt.objects.filter(attempt_time__lte=before),
        PasswordResetRequest.objects.filter(asked_at__lte=before),
        SessionStore.get_model_class().objects.filter(expire_date__lte=now),
    ]
    return sum(rows.delete()[0] for rows in old)


def forget_log(kept: Rule, now: datetime) -> int:
    """Remove who logged in when, and from where."""
    return int(AccessLog.objects.filter(attempt_time__lte=kept.due_if_before(now)).delete()[0])
