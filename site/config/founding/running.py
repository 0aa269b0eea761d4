"""How a portal runs: what the worker has done, what waits, and for how much more there is room."""

import shutil
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from wagtail.models import Page, Revision

from casework.mail.delivery import WAITING
from casework.models import DailyRun, Lease, Mail, MailStatus
from casework.worker.daily import offered_jobs
from config.founding.told import Told
from core.times.days import STOCKHOLM, day_of

# A worker that lives looks for scheduled pages each minute.
_SILENT = timedelta(minutes=2)
# Mail leaves within seconds, or is put off because its server does not take it.
_LATE_MAIL = timedelta(minutes=15)
_LATE_PAGE = timedelta(minutes=5)
# Daily jobs begin at five.
_DONE_BY = time(7)
_ROOM_BYTES = 1024**3


def running(now: datetime) -> Iterator[Told]:
    """Yield a line for each thing. The database answers, or nothing of it can be said."""
    yield _migrations()
    yield _worker()
    yield from _daily_jobs(now)
    yield _mails(now)
    yield _scheduled(now)
    yield _room()


def _migrations() -> Told:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        return Told("Migrations", f"{missing} have not run: manage.py migrate", is_well=False)
    return Told("Migrations", "all have run")


def _worker() -> Told:
    """Whether one has looked for scheduled pages in the last two minutes, by the database."""
    turns = Lease.objects.filter(name="scheduled")
    if not turns.exists():
        return Told("Worker", "has never worked here", is_well=False)
    # The turn lasts for a minute from when it was taken.
    if turns.filter(until__gt=Now() - (_SILENT - timedelta(minutes=1))).exists():
        return Told("Worker", "works")
    last = turns.values_list("until", flat=True).get() - timedelta(minutes=1)
    told = f"has been silent since {last.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"
    return Told("Worker", told, is_well=False)


def _daily_jobs(now: datetime) -> Iterator[Told]:
    local = now.astimezone(STOCKHOLM)
    expected = day_of(now) - timedelta(days=0 if local.time() >= _DONE_BY else 1)
    done = dict(DailyRun.objects.values_list("name", "done_on"))
    late = [job.name for job in offered_jobs() if (done.get(job.name) or expected) < expected]
    never = [job.name for job in offered_jobs() if done.get(job.name) is None]
    for name in late:
        yield Told("Daily job", f"{name} was last done on {done[name]}", is_well=False)
    if never:
        yield Told("Daily job", f"not done yet: {', '.join(never)}")
    if not late and not never:
        yield Told("Daily jobs", f"all were done on {expected} or later")


def _mails(now: datetime) -> Told:
    waiting = Mail.objects.filter(status__in=WAITING)
    told = waiting.aggregate(many=Count("pk"), oldest=Min("queued_at"))
    failed = Mail.objects.filter(status=MailStatus.FAILED).count()
    said = [f"{told['many']} waiting, {failed} given up"]
    is_late = bool(told["many"]) and now - told["oldest"] > _LATE_MAIL
    if is_late:
        said.append(f"the oldest since {told['oldest'].astimezone(STOCKHOLM):%Y-%m-%d %H:%M}")
    failures = Mail.objects.filter(Q(status__in=WAITING) | Q(status=MailStatus.FAILED))
    last = failures.exclude(last_failure="").order_by("-changed_at").first()
    if last is not None:
        # What follows the kind may name the recipient.
        said.append(f"last failure {last.last_failure.partition(':')[0]}")
    return Told("Mails", ", ".join(said), is_well=not is_late and not failed)


def _scheduled(now: datetime) -> Told:
    late = now - _LATE_PAGE
    overdue = Revision.objects.filter(approved_go_live_at__lt=late).count()
    overdue += Page.objects.filter(live=True, expire_at__lt=late).count()
    if overdue:
        return Told("Scheduled", f"overdue pages: {overdue}", is_well=False)
    return Told("Scheduled", "nothing is overdue")


def _room() -> Told:
    free = shutil.disk_usage(settings.VAR_DIR).free
    return Told("Disk", f"{free / 1024**3:.1f} GB free", is_well=free >= _ROOM_BYTES)
