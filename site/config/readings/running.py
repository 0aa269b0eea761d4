"""How a portal runs: what the worker has done, what waits, and for how much more there is room."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page, Revision

from casework.mail.delivery import WAITING
from casework.models import Lease, Mail, MailStatus
from config.readings.daily_jobs import daily_jobs
from config.readings.told import Figure, Told
from core.freshness.changes import PublicChange
from core.models import AskedSizes
from core.times.days import STOCKHOLM
from searching.entries.drift import drift

# A worker that lives looks for scheduled pages each minute.
_SILENT = timedelta(minutes=2)
# Its turn lasts for a minute from when it was taken.
_TURN = timedelta(minutes=1)
# Mail leaves within seconds, or is put off because its server does not take it.
_LATE_MAIL = timedelta(minutes=15)
_LATE_PAGE = timedelta(minutes=5)
_ROOM_BYTES = 1024**3


def running(now: datetime) -> Iterator[Told]:
    """Yield a line for each thing. The database answers, or nothing of it can be said."""
    # Asks no database, so it is known when that is full.
    yield _room()
    yield _migrations()
    yield _worker()
    yield from daily_jobs(now)
    yield _mails(now)
    yield _pictures()
    yield _scheduled(now)
    yield _search()
    yield _stamp()


def _migrations() -> Told:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    said = _("alla har körts")
    if missing:
        said = _("%(count)d har inte körts: manage.py migrate") % {"count": missing}
    return Told(
        pgettext("driftläge", "Migreringar"),
        said,
        is_well=not missing,
        remedy=_("Kör manage.py prepare --production."),
        figures=(Figure("portal_migrations_missing", "Migrations that have not run.", missing),),
    )


def _worker() -> Told:
    """Whether one has looked for scheduled pages in the last two minutes, by the database."""
    what, remedy = pgettext("driftläge", "Arbetare"), _("Starta manage.py worker.")
    turn = Lease.objects.filter(name="scheduled").annotate(now=Now()).first()
    if turn is None:
        return Told(what, _("har aldrig arbetat här"), is_well=False, remedy=remedy)
    last = turn.until - _TURN
    silent = turn.now - last
    is_well = silent < _SILENT
    said = _("arbetar") if is_well else _("har varit tyst sedan %(time)s") % {"time": _clock(last)}
    seconds = max(0.0, silent.total_seconds())
    figure = Figure("portal_worker_silent_seconds", "Since a worker last did anything.", seconds)
    return Told(what, said, is_well, remedy=remedy, figures=(figure,))


def _mails(now: datetime) -> Told:
    waiting = Mail.objects.filter(status__in=WAITING)
    told = waiting.aggregate(many=Count("pk"), oldest=Min("queued_at"))
    failed = Mail.objects.filter(status=MailStatus.FAILED).count()
    age = now - told["oldest"] if told["many"] else timedelta(0)
    is_late = age > _LATE_MAIL
    counted = {"waiting": told["many"], "failed": failed}
    said = [_("%(waiting)d väntar, %(failed)d uppgivna") % counted]
    if is_late:
        said.append(_("det äldsta sedan %(time)s") % {"time": _clock(told["oldest"])})
    failures = Mail.objects.filter(Q(status__in=WAITING) | Q(status=MailStatus.FAILED))
    last = failures.exclude(last_failure="").order_by("-changed_at").first()
    if last is not None:
        # What follows the kind may name the recipient.
        kind = last.last_failure.partition(":")[0]
        said.append(_("senaste felet %(kind)s") % {"kind": kind})
    return Told(
        pgettext("driftläge", "Brev"),
        ", ".join(said),
        is_well=not is_late and not failed,
        remedy=_("Rätta orsaken och skicka igen under Utskick."),
        figures=(
            Figure("portal_outbox_waiting", "Mails that wait.", told["many"]),
            Figure("portal_outbox_oldest_seconds", "Age of the oldest.", age.total_seconds()),
            Figure("portal_outbox_failed", "Mails that were given up.", failed),
        ),
    )


def _pictures() -> Told:
    waiting = AskedSizes.objects.waiting().count()
    failed = AskedSizes.objects.given_up().count()
    said = _("%(waiting)d väntar på sina storlekar, %(failed)d uppgivna")
    return Told(
        pgettext("driftläge", "Bilder"),
        said % {"waiting": waiting, "failed": failed},
        is_well=not failed,
        remedy=_("Öppna listan över bilder: den säger vilka det är, och vad som går att göra."),
        figures=(
            Figure("portal_pictures_waiting", "Pictures that wait for their sizes.", waiting),
            Figure("portal_pictures_failed", "Pictures of which sizes were given up.", failed),
        ),
    )


def _scheduled(now: datetime) -> Told:
    late = now - _LATE_PAGE
    overdue = Revision.objects.filter(approved_go_live_at__lt=late).count()
    overdue += Page.objects.filter(live=True, expire_at__lt=late).count()
    said = _("inget är försenat")
    if overdue:
        said = _("försenade sidor: %(count)d") % {"count": overdue}
    return Told(
        pgettext("driftläge", "Tidsstyrt"),
        said,
        is_well=not overdue,
        remedy=_("Se efter att arbetaren går, och i loggen varför sidan inte gick att publicera."),
        figures=(Figure("portal_scheduled_overdue", "Pages whose time has passed.", overdue),),
    )


def _search() -> Told:
    wrong = drift()
    said = _("hittar det som är publicerat")
    if wrong:
        said = _("sidor som söket inte har rätt: %(count)d") % {"count": wrong}
    return Told(
        pgettext("driftläge", "Sök"),
        said,
        is_well=not wrong,
        remedy=_("Kör manage.py rebuild_search."),
        figures=(Figure("portal_search_drift", "Pages that search has wrong.", wrong),),
    )


def _stamp() -> Told:
    """When something public last changed, which is what everything kept warm goes by."""
    last = PublicChange.objects.order_by("-made_at").first()
    said = _("inget har ändrats det senaste dygnet")
    if last is not None:
        said = _("senaste ändring %(time)s") % {"time": _clock(last.made_at)}
    return Told(pgettext("driftläge", "Stämpel"), said)


def _room() -> Told:
    free = shutil.disk_usage(settings.VAR_DIR).free
    return Told(
        pgettext("driftläge", "Disk"),
        _("%(size).1f GB ledigt") % {"size": free / 1024**3},
        is_well=free >= _ROOM_BYTES,
        remedy=_("Gör plats på disken, eller ge portalen en större."),
        figures=(Figure("portal_disk_free_bytes", "Room left on the disk of VAR_DIR.", free),),
    )


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"
