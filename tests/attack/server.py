"""The portal that is attacked: as `make run` starts it, with a folder and a port of its own."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import ROOT, await_answer, environment, free_port


@dataclass
class Portal:
    """A running portal. `process` is None when somebody else started it."""

    address: str
    process: "subprocess.Popen[bytes] | None" = None
    folder: Path | None = None


@contextmanager
def fresh_portal() -> Iterator[Portal]:
    """Serve a portal with the demo content for as long as the context lasts."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _served(Path(folder))


def _served(folder: Path) -> Iterator[Portal]:
    port, log = free_port(), folder / "server.log"
    env = {
        **environment(f"sqlite:///{folder / 'portal.sqlite3'}", folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    command += ["--collect-static", str(folder / "static.collected")]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
    try:
        # It makes its database first.
        for _attempt in range(5):
            try:
                await_answer(f"http://127.0.0.1:{port}/healthz", process, log)
            except RuntimeError:
                if process.poll() is not None:
                    raise
            else:
                break
        yield Portal(f"http://127.0.0.1:{port}", process, folder)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=60)
