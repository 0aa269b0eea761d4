"""Many readers at once: `wrk` asks for addresses in turn, and tells how long they waited."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Headers of a browser; the encoding that every one of them takes.
_ASK = """
local paths = {%s}
local asked = 0
local headers = {["Accept-Encoding"] = "gzip", ["Accept"] = "text/html"}
request = function()
  asked = asked + 1
  return wrk.format("GET", paths[asked %% #paths + 1], headers)
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answers": %%d, "seconds": %%f, "failed": %%d, "p50": %%f, "p95": %%f, "p99": %%f}\\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
"""


@dataclass(frozen=True)
class Load:
    """What the readers saw: times in milliseconds; `failed` are broken or no 200."""

    answers: int
    seconds: float
    failed: int
    p50: float
    p95: float
    p99: float

    @property
    def per_second(self) -> float:
        """How many answers came in a second."""
        return self.answers / self.seconds


def read(
    address: str, paths: Sequence[str], *, readers: int, seconds: int, processor: str = ""
) -> Load:
    """Let so many readers ask for `paths` at `address`, each as fast as it is answered."""
    program = needed("wrk", "wrk")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_ASK % ", ".join(json.dumps(path) for path in paths))
        script.flush()
        command = [program, "-t1", f"-c{readers}", f"-d{seconds}s", "--timeout", "30s"]
        command += ["-s", script.name, address]
        told = subprocess.run(
            on_processor(processor, command), check=True, capture_output=True, text=True
        )
    return Load(**json.loads(told.stdout.splitlines()[-1]))


def on_processor(number: str, command: list[str]) -> list[str]:
    """Return the command so that it runs on one processor alone; on all without a number."""
    return ["taskset", "--cpu-list", number, *command] if number else command


def needed(name: str, package: str) -> str:
    """Return where a program lies, or end with what to install."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        raise SystemExit(f"{name} is missing. Install it with: apt-get install {package}")
    return found


def processor_seconds(pid: int) -> float:
    """Return how long a process and its children have worked."""
    task = Path(f"/proc/{pid}")
    # After the name, which may hold blanks, stands the state as third field of proc(5).
    fields = (task / "stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / 100
    children = (task / "task" / str(pid) / "children").read_text().split()
    return own + sum(processor_seconds(int(child)) for child in children)
