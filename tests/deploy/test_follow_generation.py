"""nginx hears of a change from deploy/nginx/follow-generation, whichever process knows it first."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy.recording import Upstream
from tests.deploy.running import awaits

pytestmark = [pytest.mark.processes, pytest.mark.any_engine]

SCRIPT = Path(settings.PROJECT_DIR) / "deploy/nginx/follow-generation"
OLD, NEW, NEWER = "1" * 16, "2" * 16, "3" * 16


class Process:
    """A process of the portal: what it knows of the generation, and when it read that."""

    def __init__(self, generation: str) -> None:
        self.asked = 0
        self.knows(generation)
        self.upstream = Upstream(self._says)

    def knows(self, generation: str) -> None:
        """Read it now."""
        self.generation, self.read_at = generation, time.monotonic()

    def _says(self, head: str) -> bytes:
        assert head.startswith("GET /generation HTTP/1.1\r\n")
        age = (time.monotonic() - self.read_at) * 100
        body = f"{self.generation} {age:.0f}\n" if self.generation else ""
        self.asked += 1
        status = "200 OK" if body else "503 Service Unavailable"
        head = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {len(body)}"
        return f"{head}\r\n\r\n{body}".encode()

    def is_asked(self, times: int = 2) -> None:
        """Wait until it is, and what it said is heard."""
        before = self.asked
        awaits(lambda: self.asked >= before + times)


@contextmanager
def following(folder: Path, *processes: Process, silence: int = 6000) -> Iterator[Path]:
    """Follow the processes; yields the link."""
    lines = "".join(f"    server 127.0.0.1:{each.upstream.port} down;\n" for each in processes)
    (folder / "upstream.conf").write_text(f"upstream portal {{\n{lines}    keepalive 32;\n}}\n")
    command = ["sh", str(SCRIPT), str(folder / "upstream.conf"), str(folder / "all"), str(silence)]
    running = subprocess.Popen(command)
    try:
        yield folder / "all/now"
    finally:
        running.terminate()
        running.wait(timeout=10)
        for each in processes:
            each.upstream.close()


def leads_to(link: Path, generation: str) -> None:
    """Wait until the link does."""
    awaits(lambda: link.exists() and link.resolve().name == generation)


def test_the_link_leads_to_what_the_portal_tells(folder: Path) -> None:
    process = Process(OLD)
    with following(folder, process) as link:
        leads_to(link, OLD)
        process.knows(NEW)
        leads_to(link, NEW)
        # A change can be taken back past all signals.
        process.knows(OLD)
        leads_to(link, OLD)


def test_who_has_not_seen_a_change_yet_takes_nothing_back(folder: Path) -> None:
    slow, quick = Process(OLD), Process(OLD)
    with following(folder, slow, quick) as link:
        leads_to(link, OLD)
        slow.knows(NEW)
        time.sleep(0.1)
        quick.knows(NEWER)
        leads_to(link, NEWER)
        slow.is_asked()
        quick.is_asked()
        assert link.resolve().name == NEWER
        slow.knows(NEWER)
        quick.is_asked()
        assert link.resolve().name == NEWER


def test_who_does_not_answer_changes_nothing_for_a_while(folder: Path) -> None:
    process = Process(OLD)
    with following(folder, process) as link:
        leads_to(link, OLD)
        for said in ("", "Sidan finns inte", "../../etc"):
            process.knows(said)
            process.is_asked()
            assert link.resolve().name == OLD
        process.knows(NEW)
        leads_to(link, NEW)


def test_what_nobody_tells_any_more_is_unknown_until_somebody_does(folder: Path) -> None:
    process = Process(OLD)
    with following(folder, process, silence=50) as link:
        leads_to(link, OLD)
        process.knows("")
        leads_to(link, "unknown")
        process.knows(OLD)
        leads_to(link, OLD)


def test_it_begins_again_where_it_was(folder: Path) -> None:
    process = Process(OLD)
    with following(folder, process) as link:
        leads_to(link, OLD)
    away = Process("")
    with following(folder, away) as link:
        away.is_asked()
        assert link.resolve().name == OLD
