"""For how long traces are kept."""

from datetime import datetime, timedelta

from django.conf import settings
from wagtail.models import ModelLogEntry

from core.traces.log import Trace


def forget_traces(now: datetime) -> int:
    """Erase traces when their time is over (ACCESS_LOG_DAYS); return how many.

    The rest of the log stays: what was decided belongs to the record that it was decided about.
    """
    before = now - timedelta(days=settings.ACCESS_LOG_DAYS)
    old = ModelLogEntry.objects.filter(action__in=list(Trace), timestamp__lt=before)
    deleted, _by_model = old.delete()
    return deleted
