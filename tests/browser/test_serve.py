"""The command behind `make run` serves the portal, and ends when it is told to."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
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
