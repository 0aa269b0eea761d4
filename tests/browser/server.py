"""The portal as `make run` serves it: granian, whitenoise, compressed and hashed files."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.proposals import SECRET_KEY

ROOT = Path(__file__).resolve().parents[2]
# Longer than a start ever takes on a busy machine.
PATIENCE_S = 60.0
# Of the portals that are served at this moment.
LOGS: list[Path] = []


def environment(database_url: str, var_dir: Path) -> dict[str, str]:
    """Return the environment of a portal on `database_url` that keeps its files in `var_dir`."""
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "VAR_DIR": str(var_dir),
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "SECRET_KEY": SECRET_KEY,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
    }


def collect_static(env: dict[str, str]) -> None:
    """Collect, hash and compress the static files."""
    collecting = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collecting, cwd=ROOT, env=env, check=True)


@contextmanager
def serving(env: dict[str, str], log: Path) -> Iterator[str]:
    """Serve the portal for as long as the context lasts, and yield its address without a slash.

    Raises RuntimeError with what the server said when it does not start.
    """
    with kept_port() as port, log.open("w") as output:
        server = subprocess.Popen(command(port), cwd=ROOT, env=env, stdout=output, stderr=output)
        try:
            address = f"http://127.0.0.1:{port}"
            await_answer(f"{address}/healthz", server, log)
            LOGS.append(log)
            yield address
        finally:
            if log in LOGS:
                LOGS.remove(log)
            server.terminate()
            server.wait(timeout=PATIENCE_S)


def command(port: int) -> list[str]:
    """Return what starts the server on `port`, with two processes as `make run` has."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "asginl", "--workers", "2"),
        *("--http", "1", "--no-ws", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers-kill-timeout", "8", "--log-level", "error", "config.asgi:application"),
    ]


@contextmanager
def kept_port() -> Iterator[int]:
    """Yield a port that nobody else is given as long as the context lasts.

    granian shares its port with whoever asks for the same: of two portals that are started at the
    same moment each would answer the other's visitors.
    """
    with socket.socket() as kept:
        # Bound without listening, it lets granian in and takes no visitor from it.
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        kept.bind(("127.0.0.1", 0))
        yield kept.getsockname()[1]


def free_port() -> int:
    """Return a port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def await_answer(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until `url` is answered. Raises RuntimeError when the server ends or takes too long."""
    give_up_at = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            # Refused, or begun and not answered in time: a busy machine starts slowly.
            time.sleep(0.1)
    raise RuntimeError(f"The portal did not start:\n{log.read_text()}")
