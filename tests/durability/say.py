"""Telling figures as they come."""

import sys
import time

_STARTED = time.monotonic()


def say(line: str = "") -> None:
    """Print a line now."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def note(line: str) -> None:
    """Print a line with how long the run has lasted."""
    say(f"{time.monotonic() - _STARTED:7.1f} s  {line}")


def table(rows: dict[str, object]) -> None:
    """Print figures with their names beside them."""
    width = max(map(len, rows))
    for name, figure in rows.items():
        say(f"  {name:{width}}  {figure}")
