"""The worker is a process of its own: it works, takes turns and stops when it is told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.models.functions import Now
from django.utils import timezone

from casework.models import Lease
from home.models import PlaceIndexPage
from tests.factories.home import PlaceFactory

pytestmark = pytest.mark.processes

ROOT = Path(settings.PROJECT_DIR)
# Longer than a start takes on a busy machine.
PATIENCE_S = 60.0


@pytest.fixture
def environment(transactional_db: None, django_db_serialized_rollback: None) -> dict[str, str]:
    """The test database with what migrations put there, for processes of their own."""
    given = connections["default"].settings_dict
    url = f"sqlite:///{given['NAME']}"
    if connections["default"].vendor != "sqlite":
        user = f"{given['USER']}:{given['PASSWORD']}@" if given["USER"] else ""
        url = f"postgres://{user}{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}"
        url += f"/{given['NAME']}"
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": url}


@contextmanager
def working(environment: dict[str, str], *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "manage.py", "worker", "--interval", "0.2", *arguments]
    worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.kill()
        worker.communicate()


def await_handlers(worker: "subprocess.Popen[str]") -> None:
    """Wait until the worker catches SIGTERM itself."""
    bit = 1 << (signal.SIGTERM - 1)
    give_up_at = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up_at and worker.poll() is None:
        lines = Path(f"/proc/{worker.pid}/status").read_text().splitlines()
        caught = next(line for line in lines if line.startswith("SigCgt"))
        if int(caught.split()[1], 16) & bit:
            return
        time.sleep(0.1)
    raise AssertionError("The worker did not start")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_stops_cleanly_when_told_to(
    environment: dict[str, str], number: signal.Signals
) -> None:
    with working(environment) as worker:
        await_handlers(worker)
        worker.send_signal(number)
        assert worker.wait(PATIENCE_S) == 0
        assert worker.stderr
        assert worker.stderr.read() == ""


def test_the_worker_ends_with_the_server_beside_which_it_was_started(
    environment: dict[str, str],
) -> None:
    server = subprocess.Popen([sys.executable, "-c", "pass"])
    server.wait()
    with working(environment, "--beside", str(server.pid)) as worker:
        assert worker.wait(PATIENCE_S) == 0


def test_a_page_is_published_when_its_time_has_come(place_index: PlaceIndexPage) -> None:
    page = PlaceFactory(parent=place_index, publish=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    call_command("worker", once=True)
    page.refresh_from_db()
    assert not page.live
    Lease.objects.update(until=Now())
    with time_machine.travel(page.go_live_at + timedelta(minutes=1)):
        call_command("worker", once=True)
    page.refresh_from_db()
    assert page.live


def test_a_database_that_does_not_answer_is_waited_for(tmp_path: Path) -> None:
    empty = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
    }
    with working(empty) as worker:
        assert worker.stderr
        # It tells once what it waits for, and goes on.
        assert "The worker could not work: OperationalError" in worker.stderr.readline()
        assert worker.poll() is None
        worker.terminate()
        assert worker.wait(PATIENCE_S) == 0
