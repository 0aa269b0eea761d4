"""Debian's programs, and ports for them."""

import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

from deploy.local.parts import CannotStart


def program(name: str, package: str) -> str:
    """Return where a program is, also where only root's PATH leads. Raises CannotStart."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if path is None:
        raise CannotStart(f"{name} is missing. Install it with: apt-get install {package}")
    return path


def postgres_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL that can make a cluster."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(found, key=lambda path: float(path.parts[-3]))
    return newest[-1].parent if newest else None


def free_ports(count: int) -> list[int]:
    """Return so many ports of 127.0.0.1 on which nobody listens just now, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def listens(address: str, port: int) -> bool:
    """Whether somebody takes connections there."""
    with suppress(OSError), socket.create_connection((address, port), timeout=1):
        return True
    return False


def run(command: list[str], folder: Path) -> None:
    """Run a command that ends. Raises CannotStart with what it said."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise CannotStart(f"{command[0]} failed:\n{ended.stdout}{ended.stderr}")
