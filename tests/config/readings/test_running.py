"""The command `status` tells what is late, silent or full, and is well when nothing is."""

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now
from django.utils import timezone, translation
from pytest_django import Settings

from casework.mail.outbox import queue_mail
from casework.models import DailyRun, Lease, Mail, MailStatus
from casework.worker.daily import offered_jobs
from config.readings.running import running
from config.readings.told import Told
from core.times.days import STOCKHOLM, day_of
from home.models import PlaceIndexPage
from tests.factories.home import PlaceFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 30, 12, tzinfo=STOCKHOLM)


@pytest.fixture(autouse=True)
def _at_work(settings: Settings, tmp_path: Path) -> None:
    """A worker that has just looked for pages and has done the day's jobs."""
    settings.VAR_DIR = tmp_path
    Lease.objects.create(name="scheduled", holder="here", until=Now() + timedelta(seconds=30))
    DailyRun.objects.bulk_create(
        [DailyRun(name=job.name, done_on=day_of(NOON)) for job in offered_jobs()]
    )


def told(now: datetime = NOON) -> dict[str, Told]:
    with translation.override("en"):
        return {each.what: each for each in running(now)}


def queue() -> Mail:
    queue_mail(
        to="person@exempel.se",
        template="associations/mail/suggestion_received",
        context={},
        reference="T7K4-9XQ2",
        event="e:1",
    )
    return Mail.objects.get()


def test_a_portal_at_work_is_well() -> None:
    assert {each.what for each in told().values() if not each.is_well} == set()
    assert told()["Worker"].said == "works"


def test_a_worker_that_is_silent_for_two_minutes_is_told_of() -> None:
    Lease.objects.update(until=Now() - timedelta(seconds=50))
    assert told()["Worker"].is_well
    Lease.objects.update(until=Now() - timedelta(seconds=70))
    assert "silent since" in told()["Worker"].said
    Lease.objects.all().delete()
    assert not told()["Worker"].is_well


@pytest.mark.parametrize(("hour", "is_late"), [(6, False), (8, True)])
def test_a_job_that_was_not_done_by_seven_is_late(hour: int, is_late: bool) -> None:
    DailyRun.objects.filter(name="casework.tell_of_late").update(
        done_on=day_of(NOON) - timedelta(days=1)
    )
    found = told(NOON.replace(hour=hour)).get("Daily job")
    assert bool(found and "casework.tell_of_late" in found.said) == is_late


def test_mail_that_waits_too_long_is_told_of_without_its_recipient() -> None:
    queued = queue()
    Mail.objects.update(
        queued_at=NOON - timedelta(minutes=14),
        last_failure="SMTPRecipientsRefused: {'person@exempel.se': (550, b'no')}",
    )
    assert told()["Mails"].is_well
    Mail.objects.update(queued_at=NOON - timedelta(minutes=16))
    late = told()["Mails"]
    assert not late.is_well
    assert "1 waiting, 0 given up, the oldest since 2026-11-30 11:44" in late.said
    assert "SMTPRecipientsRefused" in late.said
    assert "person" not in late.said
    Mail.objects.filter(pk=queued.pk).update(status=MailStatus.FAILED, queued_at=NOON)
    assert not told()["Mails"].is_well


def test_a_page_whose_time_has_come_long_ago_is_overdue(place_index: PlaceIndexPage) -> None:
    page = PlaceFactory(parent=place_index, publish=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert told(timezone.now() + timedelta(minutes=64))["Scheduled"].is_well
    assert told(timezone.now() + timedelta(minutes=66))["Scheduled"].said == "overdue pages: 1"


def test_the_command_fails_with_the_names_of_what_is_not_well() -> None:
    Lease.objects.all().delete()
    said = StringIO()
    with pytest.raises(CommandError, match=r"To be mended: .*Worker"):
        call_command("status", stdout=said)
    assert "has never worked here" in said.getvalue()
