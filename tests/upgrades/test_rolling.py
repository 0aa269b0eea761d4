"""A portal is upgraded while people read and send; nobody notices."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.browser.portal import database_url
from tests.browser.server import (
    PATIENCE_S,
    ROOT,
    await_answer,
    collect_static,
    command,
    environment,
    kept_port,
)
from tests.database import copied
from tests.journeys.portal import Manage
from tests.upgrades.load import under_load

# An old process ends so long after a new one was begun. Where it was not ready by then, nobody
# would listen: granian's own 3.5 seconds are too few on a busy machine.
STARTS_WITHIN_S = "12"

pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.django_db]

# Of the texts that were received; the new column is there.
KEPT = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT text FROM home_feedback WHERE extra IS NULL")
    print(*(text for (text,) in cursor.fetchall() if text.startswith("Fel nummer")), sep="\\n")
"""


@pytest.fixture(scope="module")
def before(demo_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database with the demo content, as the version before has it."""
    with copied(demo_database, "rolling", django_db_blocker) as name:
        yield name


def children(pid: int) -> set[int]:
    """The processes that one has started: of a server those that answer."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found = set()
    for child in listed:
        # Who has ended since it was listed has no line any more.
        with suppress(FileNotFoundError, ProcessLookupError):
            if b"tracker" not in Path(f"/proc/{child}/cmdline").read_bytes():
                found.add(int(child))
    return found


def await_anew(pid: int, before: set[int]) -> None:
    """Wait until two other processes answer than `before`."""
    give_up_at = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up_at:
        now = children(pid)
        if len(now) == 2 and not now & before:
            return
        time.sleep(0.2)
    raise TimeoutError(f"{before} became {children(pid)}")


def test_nobody_meets_an_error_while_it_is_migrated_and_its_processes_are_replaced(
    before: str, tmp_path: Path
) -> None:
    env = environment(database_url(before), tmp_path) | {"TRUSTED_PROXY_COUNT": "1"}
    collect_static(env)
    log = tmp_path / "server.log"
    with kept_port() as port, log.open("w") as output:
        serving = [*command(port), "--respawn-interval", STARTS_WITHIN_S]
        server = subprocess.Popen(serving, cwd=ROOT, env=env, stdout=output, stderr=output)
        try:
            address = f"http://127.0.0.1:{port}"
            await_answer(f"{address}/healthz", server, log)
            with under_load(address) as seen:
                seen.await_more()
                _migrate(env)
                seen.await_more()
                at_first = children(server.pid)
                server.send_signal(signal.SIGHUP)
                await_anew(server.pid, at_first)
                seen.await_more()
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_S)
    assert seen.wrong == []
    assert seen.pages > 50
    kept = Manage(env).shell(KEPT).splitlines()
    assert set(seen.received) <= set(kept)
    assert len(kept) == len(set(kept))
    assert "Traceback" not in log.read_text()


def test_what_is_deployed_waits_for_new_processes_too() -> None:
    for name in ("systemd/trygghetsportalen.service", "Containerfile"):
        told = re.search(r'respawn-interval[", ]+([\d.]+)', (ROOT / "deploy" / name).read_text())
        assert told, name
        assert float(told[1]) >= float(STARTS_WITHIN_S), name


def _migrate(env: dict[str, str]) -> None:
    newer = env | {"DJANGO_SETTINGS_MODULE": "tests.upgrades.expanding_settings"}
    migrating = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(migrating, cwd=ROOT, env={**os.environ, **newer}, check=True)
