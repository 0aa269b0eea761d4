"""The command behind `make run` serves the portal, and ends when it is told to."""

import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.browser.server import PATIENCE_S, ROOT, await_answer, free_port


def test_it_serves_at_the_port_that_it_was_given_until_it_is_stopped(
    portal_environment: dict[str, str], tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "serve.log"
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with log.open("w") as output:
        serving = subprocess.Popen(
            command, cwd=ROOT, env=portal_environment, stdout=output, stderr=output
        )
    try:
        await_answer(f"{address}/healthz", serving, log)
        with urllib.request.urlopen(f"{address}/om/") as answer:
            page = answer.read().decode()
    finally:
        serving.terminate()
        ended = serving.wait(timeout=PATIENCE_S)
    assert f'<link rel="canonical" href="{address}/om/">' in page
    assert ended == 0, log.read_text()
    assert f"Portal    {address}/" in log.read_text()
