"""Runs the tests on other versions of Python, and on the next Wagtail and Django: `make matrix`.

It tells what would have to change; nothing of it stops a build. Each row has an environment of its
own in `var/matrix/`, which the next run takes again while the lock is the same.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.supplied.locked import REQUIREMENTS, ROOT

LOCK = REQUIREMENTS / "dev.txt"
MARKS = "not browser and not processes and not thorough"
# Longer than the slowest row takes on two slow cores.
PATIENCE_S = 3600
_COUNTS = re.compile(r"(\d+) (passed|failed|errors?)\b")


@dataclass(frozen=True)
class Row:
    """One combination: the Pythons that will do, the best first, and what is newer than locked."""

    name: str
    pythons: tuple[str, ...]
    newer: tuple[str, ...] = ()


ROWS = (
    Row("python3.11", ("python3.11",)),
    Row("python3.12", ("python3.12",)),
    Row("python3.13", ("python3.13",)),
    # Django 6 needs Python 3.12.
    Row("next", ("python3.13", "python3.12"), ("Django>=6.0a1,<7", "wagtail>=8.1rc1")),
)


def main() -> None:
    """Print a line for each row when it is done, and the table in the end. Never fails."""
    only = os.environ.get("ONLY", "").split()
    tests = os.environ.get("TESTS", "").split() or ["tests"]
    lines = [f"{'':12} {'passed':>7} {'failed':>7} {'errors':>7} {'seconds':>8}"]
    for row in ROWS:
        if not only or row.name in only:
            lines.append(_line(row, tests))
            sys.stdout.write(f"{lines[-1]}\n")
            sys.stdout.flush()
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


def _line(row: Row, tests: list[str]) -> str:
    found = next((path for name in row.pythons if (path := shutil.which(name))), None)
    if found is None:
        return f"{row.name:12} {row.pythons[-1]} is not on PATH"
    try:
        python = _environment(row, found)
        began = time.monotonic()
        said = _tested(python, tests, ROOT / "var" / "matrix" / f"{row.name}.log")
    except subprocess.CalledProcessError as failure:
        told = (failure.stderr or failure.stdout or str(failure)).strip().splitlines()
        return f"{row.name:12} cannot be installed: {told[-1] if told else ''}"
    except subprocess.TimeoutExpired:
        return f"{row.name:12} was not done after {PATIENCE_S} seconds"
    took = time.monotonic() - began
    if not (counts := counted(said)):
        return f"{row.name:12} did not run: {said}"
    passed, failed, errors = counts
    return f"{row.name:12} {passed:7} {failed:7} {errors:7} {took:8.0f}"


def counted(said: str) -> tuple[int, int, int] | None:
    """Return how many passed, failed and had errors, by pytest's last line; None without any."""
    counts = {kind.rstrip("s"): int(number) for number, kind in _COUNTS.findall(said)}
    if not counts:
        return None
    return counts.get("passed", 0), counts.get("failed", 0), counts.get("error", 0)


def _environment(row: Row, found: str) -> Path:
    """Return the Python of an environment with what the lock holds, and what is newer."""
    folder = ROOT / "var" / "matrix" / row.name
    made_of = hashlib.sha256(LOCK.read_bytes() + " ".join((found, *row.newer)).encode())
    stamp, python = folder / "installed", folder / "bin" / "python"
    if stamp.exists() and stamp.read_text() == made_of.hexdigest():
        return python
    _run([found, "-m", "venv", "--clear", str(folder)])
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*install, "--no-deps", "--require-hashes", "-r", str(LOCK)])
    if row.newer:
        _run([*install, "--pre", "--upgrade", *row.newer])
    stamp.write_text(made_of.hexdigest())
    return python


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def _tested(python: Path, tests: list[str], log: Path) -> str:
    """Run the tests, keep what they say in `log`, and return the last line."""
    jobs = ["--numprocesses", os.environ.get("JOBS", "2"), "--dist", "loadfile"]
    command = [str(python), "-m", "pytest", *jobs, "-m", MARKS, *tests]
    # Each combination migrates by itself: what another one made may differ.
    env = {**os.environ, "VAR_DIR": str(log.parent / f"{log.stem}-var")}
    with log.open("w") as output:
        subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            stdout=output,
            stderr=output,
            timeout=PATIENCE_S,
            check=False,
        )
    return (log.read_text().strip().splitlines() or ["nothing was said"])[-1]


if __name__ == "__main__":
    main()
