"""The set of `make city`, running: what is asked of it, and how its parts are killed."""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from deploy.healthy import is_healthy
from deploy.local.portals import ROOT
from deploy.local.programs import free_ports, postgres_programs
from tests.deploy.recording import Front

STARTED_WITHIN_S = 400.0
MENDED_WITHIN_S = 40.0


class City:
    """A running set."""

    def __init__(self, folder: Path, port: int, plain_port: int, database: "Database") -> None:
        self.folder = folder
        self.front = Front(folder, port, plain_port)
        self.database = database

    def number(self, part: str) -> int:
        """The process that leads a part."""
        return int((self.folder / f"run/{part}.pid").read_text())

    def kills(self, part: str) -> int:
        """Kill a whole part at once; return what its number was."""
        number = self.number(part)
        os.killpg(number, signal.SIGKILL)
        return number

    def does(self, host: str, code: str) -> None:
        """Run code on one of the hosts, as a command of the portal."""
        command = [str(self.folder / f"manage-{host}"), "shell", "--no-imports", "--command", code]
        subprocess.run(command, check=True, capture_output=True)

    def told(self, log: str) -> str:
        """What a part has written."""
        return (self.folder / "log" / log).read_text(errors="replace")

    def not_served(self) -> str:
        """What nginx has last written of those who got something else than a page."""
        lines = self.told("nginx-access.log").splitlines()
        return "\n".join([line for line in lines if " 200 " not in line.partition(",")[0]][-20:])

    def lives(self, group: int) -> bool:
        """Whether a group of the portal's processes answers by itself."""
        conf = self.folder / "nginx/trygghetsportalen/here/upstream.conf"
        groups = re.findall(r"^    server ([\d.]+):(\d+) ", conf.read_text(), re.MULTILINE)
        assert len(groups) == 2
        return is_healthy(int(groups[group][1]), groups[group][0])

    def is_whole(self) -> bool:
        """Whether a reader would be answered, by any group."""
        return self.is_ready() and self.lives(0) and self.lives(1)

    def is_ready(self) -> bool:
        """Whether a reader would be answered."""
        return bool(self.front.asks("/readyz")[0] == 200)


class Database:
    """The set's own PostgreSQL or, where none can be made, a database of the tests' server."""

    def __init__(self) -> None:
        self.is_own = postgres_programs() is not None
        given = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
        self._server = urlunsplit(urlsplit(given)._replace(path="/postgres"))
        self._name = f"city_{secrets.token_hex(6)}"

    @property
    def options(self) -> list[str]:
        """How the set is told of it."""
        if self.is_own:
            return []
        return ["--database", urlunsplit(urlsplit(self._server)._replace(path=f"/{self._name}"))]

    def make(self) -> None:
        """Make it, where the set does not."""
        if not self.is_own:
            self._does(f'CREATE DATABASE "{self._name}"')

    def drop(self) -> None:
        """Leave nothing of it."""
        if not self.is_own:
            self._does(f'DROP DATABASE "{self._name}" WITH (FORCE)')

    @contextmanager
    def away(self, city: City) -> Iterator[None]:
        """Let nobody in until the context ends, and throw out who is in."""
        if self.is_own:
            # Its supervisor, stopped, starts nothing again.
            supervisor = _parent(city.number("postgres"))
            os.kill(supervisor, signal.SIGSTOP)
            os.kill(city.number("postgres"), signal.SIGINT)
            yield
            os.kill(supervisor, signal.SIGCONT)
            return
        self._does(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS false')
        self._does(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", self._name
        )
        yield
        self._does(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS true')

    def _does(self, statement: str, *values: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as server:
            server.execute(statement, values or None)


def _parent(number: int) -> int:
    """Return who started a process."""
    return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])


def children(number: int) -> list[int]:
    """Return whom a process has started."""
    told = Path(f"/proc/{number}/task/{number}/children").read_text()
    return [int(each) for each in told.split()]


def awaits(what: Callable[[], bool], *, within_s: float = MENDED_WITHIN_S) -> None:
    """Wait until something holds."""
    give_up_at = time.monotonic() + within_s
    while not what():
        assert time.monotonic() < give_up_at, "it does not come to pass"
        time.sleep(0.1)


@contextmanager
def started() -> Iterator[City]:
    """Start a set from nothing; in the end stop it, and see that it leaves nothing."""
    # Only their owner may enter the folders of pytest, and PostgreSQL has a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="city-"))
    port, plain_port = free_ports(2)
    database = Database()
    database.make()
    command = [sys.executable, "-m", "deploy.local", "--keep", str(folder)]
    command += ["--port", str(port), "--plain-port", str(plain_port), *database.options]
    said = folder / "said"
    with said.open("w") as output:
        script = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
    city = City(folder, port, plain_port, database)
    numbers: list[int] = []
    try:
        awaits(
            lambda: "Ctrl-C" in said.read_text() or script.poll() is not None,
            within_s=STARTED_WITHIN_S,
        )
        assert script.poll() is None, said.read_text()
        yield city
        numbers = [
            int(each.read_text())
            for each in (folder / "run").glob("*.pid")
            if "prepare" not in each.name
        ]
    finally:
        script.terminate()
        ended = script.wait(timeout=60)
        database.drop()
        shutil.rmtree(folder, ignore_errors=True)
    assert ended == 0
    assert [each for each in numbers if Path(f"/proc/{each}").exists()] == []
