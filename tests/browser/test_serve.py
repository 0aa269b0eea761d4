"""The command behind `make run` serves the portal, and ends when it is told to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Set
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.browser.server import PATIENCE_S, ROOT, await_answer, free_port

pytestmark = pytest.mark.thorough

# More than the portal has processes and threads.
SLOW = 40


@contextmanager
def served(env: dict[str, str], log: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Serve the portal, and yield its port and the process; stop it if nobody has."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with log.open("w") as output:
        serving = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
    try:
        await_answer(f"http://127.0.0.1:{port}/healthz", serving, log)
        yield port, serving
    finally:
        serving.terminate()
        serving.wait(timeout=PATIENCE_S)


def test_it_serves_at_the_port_that_it_was_given_until_it_is_stopped(
    portal_environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "serve.log"
    with served(portal_environment, log) as (port, serving):
        address = f"http://127.0.0.1:{port}"
        with urllib.request.urlopen(f"{address}/om/") as answer:
            page = answer.read().decode()
    assert f'<link rel="canonical" href="{address}/om/">' in page
    assert serving.returncode == 0, log.read_text()
    assert f"Portal    {address}/" in log.read_text()


def test_readers_do_not_notice_that_a_process_dies_or_is_started_anew(
    portal_environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "serve.log"
    with served(portal_environment, log) as (port, serving):
        # Two that serve, one that keeps the worker, and the worker.
        at_first = await_family(serving.pid)
        assert len(at_first) == 4
        worker = family(min(at_first))
        killed = at_first - {min(at_first)}
        for victim in killed:
            os.kill(victim, signal.SIGKILL)
            await_end(victim)
            assert read_often(port) == {200}
        anew = await_family(serving.pid, without=killed)
        assert len(anew) == 4
        assert family(min(at_first)) != worker
        serving.send_signal(signal.SIGHUP)
        assert len(await_family(serving.pid, without=anew - {min(anew), *family(min(anew))})) == 4
        assert read_often(port) == {200}
    assert serving.returncode == 0, log.read_text()
    assert "Traceback" not in log.read_text()


def test_nothing_goes_on_when_the_server_is_killed(
    portal_environment: dict[str, str], tmp_path: Path
) -> None:
    with served(portal_environment, tmp_path / "serve.log") as (_port, serving):
        keeper = min(await_family(serving.pid))
        left = {keeper, *family(keeper)}
        serving.kill()
        serving.wait(timeout=PATIENCE_S)
        give_up_at = time.monotonic() + PATIENCE_S
        while any(map(is_at_work, left)) and time.monotonic() < give_up_at:
            time.sleep(0.1)
        assert not any(map(is_at_work, left))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_word_and_with_its_worker(
    portal_environment: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    log = tmp_path / "serve.log"
    with served(portal_environment, log) as (_port, serving):
        begun = await_family(serving.pid)
        for each in (serving.pid, *begun) if number == signal.SIGINT else (serving.pid,):
            os.kill(each, number)
        serving.wait(timeout=PATIENCE_S)
        assert not any(map(is_at_work, begun))
    assert "Traceback" not in log.read_text()


def is_at_work(pid: int) -> bool:
    """Whether a process has not ended, reaped or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def family(pid: int) -> set[int]:
    """Return the processes that one has started, and those that they have."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        # It has ended since it was listed.
        return set()
    return {int(child) for child in children}.union(*(family(int(child)) for child in children))


def await_family(pid: int, *, without: Set[int] = frozenset()) -> set[int]:
    """Return it when there are four, none of those among them."""
    found = family(pid)
    give_up_at = time.monotonic() + PATIENCE_S
    while (len(found) != 4 or found & without) and time.monotonic() < give_up_at:
        time.sleep(0.1)
        found = family(pid)
    return found


def await_end(pid: int) -> None:
    """Wait until nothing of a killed process takes visitors any more."""
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.01)


def read_often(port: int) -> set[int]:
    """Return what a reader gets who reads for two seconds."""
    statuses = set()
    for _time in range(20):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/om/", timeout=10) as answer:
            statuses.add(answer.status)
        time.sleep(0.1)
    return statuses


def test_who_sends_slowly_holds_up_neither_readers_nor_the_end(
    portal_environment: dict[str, str], tmp_path: Path
) -> None:
    begun = (
        b"POST /tyck-till/fel/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\na"
    )
    with served(portal_environment, tmp_path / "serve.log") as (port, serving), ExitStack() as all_:
        senders = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
        for sender in senders:
            all_.enter_context(sender)
            sender.settimeout(PATIENCE_S)
            sender.sendall(begun)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/om/", timeout=10) as answer:
            assert answer.status == 200
        stopped_at = time.monotonic()
        serving.terminate()
        answers = [sender.recv(100).split()[1] for sender in senders]
        serving.wait(timeout=PATIENCE_S)
        # Ten on a machine that does nothing else.
        assert time.monotonic() - stopped_at < 15
    assert set(answers) == {b"503"}
    assert serving.returncode == 0
