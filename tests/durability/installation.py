"""A portal of its own for one run: a folder, a database, and processes that can be killed."""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.browser.server import ROOT, await_answer, command, environment, free_port

SETTINGS = "tests.durability.settings"


class Installation:
    """Where a portal keeps its things, and its server and its worker as they run or do not."""

    def __init__(self, folder: Path, database_url: str, smtp_port: int, faster: int) -> None:
        self.folder = folder
        self.database_url = database_url
        self.smtp_port = smtp_port
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **environment(database_url, folder),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "TRUSTED_PROXY_COUNT": "1",
            "PORT": str(self.port),
            "DURABILITY_SMTP_PORT": str(smtp_port),
            "DURABILITY_FASTER": str(faster),
        }
        self.server: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    @property
    def logs(self) -> list[Path]:
        """What the processes have said so far."""
        return [self.folder / "server.log", self.folder / "worker.log"]

    def start(self) -> None:
        """Start both and wait until the server answers."""
        working = ["manage.py", "worker", "--interval", "0.2"]
        self.server = self._begin(command(self.port), self.logs[0])
        self.worker = self._begin([sys.executable, *working], self.logs[1])
        await_answer(f"{self.address}/healthz", self.server, self.logs[0])

    def kill(self) -> None:
        """Kill all processes of both, in the middle of whatever they do."""
        for process in (self.server, self.worker):
            if process is not None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _begin(self, what: list[str], log: Path) -> "subprocess.Popen[bytes]":
        with log.open("a") as output:
            return subprocess.Popen(
                what,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )


@contextmanager
def installed(
    database: str, *, faster: int = 60, folder: Path | None = None
) -> Iterator[Installation]:
    """Make a folder and a database, and take both away again.

    `database` is "sqlite", or the address of any database on a PostgreSQL server: one of our own
    is made beside it.
    """
    with tempfile.TemporaryDirectory(prefix="durability-") as made:
        place = folder or Path(made)
        if database.startswith("sqlite"):
            yield from _with_processes(f"sqlite:///{place}/portal.sqlite3", place, faster)
            return
        name = f"durability_{secrets.token_hex(4)}"
        with psycopg.connect(database, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
            try:
                url = urlsplit(database)._replace(path=f"/{name}").geturl()
                yield from _with_processes(url, place, faster)
            finally:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _with_processes(url: str, folder: Path, faster: int) -> Iterator[Installation]:
    made = Installation(folder, url, free_port(), faster)
    try:
        yield made
    finally:
        made.kill()
