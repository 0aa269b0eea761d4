"""Programs that are started, started again when they end, and stopped in the end."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_BEGINS_AGAIN_AFTER_S = 1.0


class CannotStart(Exception):
    """Why the set does not come up; its text is for whoever wanted it."""


@dataclass
class Part:
    """A program of the set. It leads a process group of its own, which is stopped as one."""

    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    user: str = ""
    stopped_by: signal.Signals = signal.SIGTERM
    # So long it is waited for before it is killed.
    patience_s: float = 12.0
    # Whether it answers; what is asked of others only then.
    answers: Callable[[], bool] | None = None
    # What has to be done each time that it has begun to answer.
    then: Callable[[], object] | None = None
    process: "subprocess.Popen[bytes] | None" = None
    _ended_at: float = 0.0

    @property
    def log(self) -> Path:
        """Where it writes to."""
        return self.folder / "log" / f"{self.name}.log"

    @property
    def is_running(self) -> bool:
        """Whether it lives."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it. Its number stands in run/NAME.pid, for whoever wants to kill it."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*_ends_with_us(self.user), *self.command],
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        number = self.folder / "run" / f"{self.name}.pid"
        number.with_suffix(".new").write_text(f"{self.process.pid}\n")
        # At once: nobody reads half of it.
        number.with_suffix(".new").rename(number)
        self._ended_at = 0.0

    def await_answer(self, *, within_s: float = 60.0) -> None:
        """Wait until it answers, then do what follows. Raises CannotStart with what it said."""
        give_up_at = time.monotonic() + within_s
        while self.answers is not None and not self.answers():
            if not self.is_running or time.monotonic() > give_up_at:
                raise CannotStart(f"{self.name} did not start:\n{self.told_last()}")
            time.sleep(0.05)
        if self.then is not None:
            self.then()

    def keep_alive(self, now: float) -> bool:
        """Start it again a second after it ended; whether that was done."""
        if self.is_running:
            return False
        if not self._ended_at:
            self._ended_at = now
            # What the dead one had started would hold its ports.
            self._signal(signal.SIGKILL)
        if now - self._ended_at < _BEGINS_AGAIN_AFTER_S:
            return False
        self.start()
        return True

    def ask_to_stop(self) -> None:
        """Ask its first process; the others are that one's."""
        if self.process is not None and self.is_running:
            self.process.send_signal(self.stopped_by)

    def await_end(self) -> None:
        """Wait as long as it may take, then kill all that it has started."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience_s)
        self._signal(signal.SIGKILL)
        self.process.wait()

    def told_last(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def _ends_with_us(user: str) -> list[str]:
    """What a command begins with, so that it ends when this process is killed."""
    found = shutil.which("setpriv")
    if found is None:
        raise CannotStart("setpriv is missing. Install it with: apt-get install util-linux")
    as_user = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    return [found, *as_user, "--pdeathsig", "TERM", "--"]


def run_once(part: Part, *, within_s: float) -> None:
    """Run a part that ends by itself. Raises CannotStart with what it said when it fails."""
    part.start()
    assert part.process is not None
    try:
        ended = part.process.wait(within_s)
    except subprocess.TimeoutExpired:
        part.await_end()
        ended = -1
    if ended != 0:
        raise CannotStart(f"{part.name} failed:\n{part.told_last()}")


def stop_all(parts: Sequence[Part]) -> None:
    """Stop parts in this order, each when those before it have ended."""
    for part in parts:
        part.ask_to_stop()
        part.await_end()


def supervise(parts: Sequence[Part]) -> list[Part]:
    """Look once at each part; return those that were started again."""
    now = time.monotonic()
    return [part for part in parts if part.keep_alive(now)]
