"""What is to be done once a day is done once a day, whatever else fails."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from casework.models import DailyRun
from casework.worker.daily import DailyJob, offered_jobs, run_due

NOON = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Work:
    """Counts how often it is done, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.done: list[datetime] = []

    def __call__(self, now: datetime) -> None:
        if self.failures:
            self.failures -= 1
            raise ValueError("broken")
        self.done.append(now)

    @property
    def job(self) -> DailyJob:
        return DailyJob("work", self)


@pytest.mark.django_db
def test_a_job_is_done_once_a_day() -> None:
    work = Work()
    for now in (NOON, NOON + timedelta(hours=2), NOON + timedelta(hours=8), NOON + DAY):
        run_due(now, [work.job])
    assert work.done == [NOON, NOON + DAY]


@pytest.mark.django_db
def test_nothing_is_done_before_five_in_the_morning_in_sweden() -> None:
    work = Work()
    # Summer time: 04.59 and 05.00 in Stockholm.
    run_due(datetime(2026, 7, 1, 2, 59, tzinfo=UTC), [work.job])
    assert not work.done
    run_due(datetime(2026, 7, 1, 3, 0, tzinfo=UTC), [work.job])
    assert len(work.done) == 1


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_after_an_hour_and_stops_no_other() -> None:
    broken, fine = Work(failures=1), Work()
    other = DailyJob("other", fine)
    assert run_due(NOON, [broken.job, other]) == ["other"]
    assert run_due(NOON + timedelta(minutes=59), [broken.job, other]) == []
    assert run_due(NOON + timedelta(minutes=60), [broken.job, other]) == ["work"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_workers_one_does_the_job() -> None:
    work = Work()
    DailyRun.objects.create(name="work", done_on=(NOON - DAY).date())
    together = threading.Barrier(3)

    def run() -> None:
        together.wait()
        try:
            run_due(NOON, [work.job])
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(work.done) == 1


@pytest.mark.django_db
def test_every_job_that_apps_offer_can_be_run() -> None:
    jobs = offered_jobs()
    assert len({job.name for job in jobs}) == len(jobs)
    assert run_due(NOON, jobs) == [job.name for job in jobs]
