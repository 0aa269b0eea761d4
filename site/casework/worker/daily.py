"""What is to be done once a day. Apps offer it; the worker does it.

An app registers a hook `daily_jobs` that returns a list of DailyJob.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from wagtail import hooks

from casework.worker.models import DailyRun
from core.times.days import STOCKHOLM, day_of

logger = logging.getLogger(__name__)

# Mail that a job queues should not wake anybody; Swedish time.
EARLIEST = time(5)
TRY_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class DailyJob:
    """Something to do once a day. `run` is told what time it is and may be run twice."""

    name: str
    run: Callable[[datetime], object]


def offered_jobs() -> list[DailyJob]:
    """Return the jobs of all apps."""
    return [job for offer in hooks.get_hooks("daily_jobs") for job in offer()]


def run_due(now: datetime, jobs: Iterable[DailyJob]) -> list[str]:
    """Do the jobs that nobody has done today; return the names of those that went well.

    A job that fails does not keep the others from running, and is tried again after an hour.
    """
    if now.astimezone(STOCKHOLM).time() < EARLIEST:
        return []
    return [job.name for job in jobs if _claim(job.name, now) and _run(job, now)]


def _claim(name: str, now: datetime) -> bool:
    """Whether the job is due and no other process is at it."""
    due = _due(name, now)
    if not due.exists():
        if DailyRun.objects.filter(name=name).exists():
            return False
        DailyRun.objects.get_or_create(name=name)
    return due.update(tried_at=now) == 1


def _due(name: str, now: datetime) -> QuerySet[DailyRun]:
    today = day_of(now)
    not_done = Q(done_on__isnull=True) | Q(done_on__lt=today)
    not_at_it = Q(tried_at__isnull=True) | Q(tried_at__lte=now - TRY_AGAIN_AFTER)
    return DailyRun.objects.filter(not_done, not_at_it, name=name)


def _run(job: DailyJob, now: datetime) -> bool:
    try:
        job.run(now)
    except Exception:  # the worker goes on, whatever a job of any app does
        logger.exception("The daily job %s failed", job.name)
        return False
    DailyRun.objects.filter(name=job.name).update(done_on=day_of(now))
    return True
