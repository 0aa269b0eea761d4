"""A change is told with its commit: not before, not without it, and whatever happens after it."""

import signal
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core.freshness import changes, kept_warm, present
from core.models import PublicChange
from home.models import HomePage
from tests.browser.portal import database_url
from tests.core.conftest import run

committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PUBLISHES_AND_DIES = """
import os, signal
from django.db import transaction
from core.models import Notice
from django.utils import timezone
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    Notice.objects.create(title="Vattnet är otjänligt", starts_at=timezone.now())
"""


def told() -> str:
    """The stamp that a process sees that has not looked for a while."""
    present.forget()
    return present.present().stamp


@committed
def test_what_is_rolled_back_makes_nothing_old() -> None:
    before = told()
    with transaction.atomic():
        kept_warm.move()
        transaction.set_rollback(True)
    assert told() == before


@committed
def test_nobody_keeps_what_is_built_in_the_middle_of_a_change() -> None:
    seen: list[str] = []

    def somebody_else() -> None:
        seen.append(kept_warm.warm("menu", lambda: "old"))
        connection.close()

    with transaction.atomic():
        kept_warm.move()
        assert kept_warm.warm("menu", lambda: "half done") == "half done"
        other = Thread(target=somebody_else)
        other.start()
        other.join()
    assert seen == ["old"]
    assert kept_warm.warm("menu", lambda: "new") == "new"
    assert kept_warm.warm("menu", lambda: "newer") == "new"


@committed
@pytest.mark.processes
def test_a_process_killed_right_after_its_commit_has_told_everybody() -> None:
    before = told()
    address = database_url(connection.settings_dict["NAME"])
    shell = ("manage.py", "shell", "--no-imports", "-c", PUBLISHES_AND_DIES)
    assert run(*shell, DATABASE_URL=address).returncode == -signal.SIGKILL
    assert told() != before


@pytest.mark.django_db
def test_what_another_process_changes_is_seen_within_a_second(settings: Settings) -> None:
    settings.CHANGES_KNOWN_WITHIN_SECONDS = 1
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert kept_warm.warm("menu", lambda: "old") == "old"
        # No signal tells this process.
        PublicChange.objects.create()
        clock.shift(timedelta(milliseconds=1100))
        assert kept_warm.warm("menu", lambda: "new") == "new"


@pytest.mark.django_db
def test_what_a_request_builds_is_no_newer_than_what_it_read_first() -> None:
    changes.begin()
    page = kept_warm.warm("page", lambda: "old page")
    # Somebody else publishes, and this process hears of it in the middle of the request.
    PublicChange.objects.create()
    present.forget()
    assert kept_warm.warm("made of the page", lambda: f"row of {page}") == "row of old page"
    changes.end()
    changes.begin()
    assert kept_warm.warm("made of the page", lambda: "row of new page") == "row of new page"
    changes.end()


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [-7, 7])
def test_a_host_whose_clock_is_minutes_off_hides_no_change(minutes: int) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        assert kept_warm.warm("menu", lambda: "old") == "old"
        present.forget()
    PublicChange.objects.create()
    present.forget()
    assert kept_warm.warm("menu", lambda: "new") == "new"


@pytest.mark.django_db
def test_changes_are_told_for_a_day_and_then_forgotten(front: HomePage, visitor: Client) -> None:
    kept_warm.move()
    now = timezone.now()
    PublicChange.objects.update(made_at=now)
    assert changes.forget_old(now + timedelta(hours=23)) == 0
    kept = PublicChange.objects.count()
    assert kept > 0
    assert changes.forget_old(now + timedelta(hours=25)) == kept
    assert visitor.get("/").status_code == 200


@pytest.mark.django_db
def test_any_number_of_changes_can_be_summed() -> None:
    PublicChange.objects.bulk_create([PublicChange() for _ in range(2000)])
    PublicChange.objects.update(number=max(PublicChange.objects.values_list("number", flat=True)))
    most = PublicChange.objects.latest("number").number
    assert most * 1_000_000_000 < 2**63
    assert told()


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_remembered_for_an_outage() -> None:
    assert kept_warm.remember("phone", "08-1") == "08-1"
    kept_warm.move()
    assert kept_warm.remember("phone", "08-2") == "08-2"
    assert kept_warm.last_known("phone") == "08-1"


@pytest.mark.django_db
def test_a_process_that_gets_no_answer_for_a_minute_says_so(
    settings: Settings,
) -> None:
    settings.CHANGES_KNOWN_WITHIN_SECONDS = 1
    with time_machine.travel(timezone.now(), tick=False) as clock:
        known = present.present()
        connection.execute_wrappers.append(_unanswered)
        try:
            clock.shift(timedelta(seconds=50))
            assert present.present() == known
            clock.shift(timedelta(seconds=20))
            with pytest.raises(OperationalError):
                present.present()
        finally:
            connection.execute_wrappers.remove(_unanswered)


def _unanswered(*_args: object) -> None:
    raise OperationalError
