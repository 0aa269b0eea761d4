"""A served portal whose clock the checks can move: time is what opens doors and closes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

NAME = "clock"


def follow_clock(var_dir: Path) -> None:
    """Let this process's time be ahead by as many seconds as the file says; by none without it."""
    true_time, path = timezone.now, var_dir / NAME

    def now() -> datetime:
        return true_time() + timedelta(seconds=_ahead(path))

    timezone.now = now


def _ahead(path: Path) -> float:
    try:
        return float(path.read_text())
    except FileNotFoundError:
        return 0


def set_right(var_dir: Path) -> None:
    """Forget that the clock was moved, should a run have been broken off meanwhile."""
    (var_dir / NAME).unlink(missing_ok=True)


@contextmanager
def clock_at(moment: datetime, var_dir: Path) -> Iterator[None]:
    """Let it be `moment` in the portal that keeps its files in `var_dir`, and go on from there."""
    path = var_dir / NAME
    made = path.with_suffix(".new")
    made.write_text(str((moment - timezone.now()).total_seconds()))
    # At once: nobody reads half a number.
    made.replace(path)
    try:
        yield
    finally:
        set_right(var_dir)
