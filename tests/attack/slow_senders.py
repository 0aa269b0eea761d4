"""Point 2: slow senders, idle connections and honest uploads hold no reader up."""

import asyncio
import multiprocessing
import os
import signal
import time
from collections import Counter
from multiprocessing.queues import Queue

from tests.attack import crowd
from tests.attack.server import Portal
from tests.attack.wire import Target, p95

PAGES = ("/", "/platser/", "/dialoger/", "/foreningar/", "/sok/?q=torg", "/healthz")
READERS = 4
_PAUSE_S = 0.1
QUIET_S, STORM_S = 10.0, 50.0


def attack(portal: Portal) -> list[str]:
    """Read in quiet, in the storm and in quiet again; stop the portal in a second storm."""
    target = Target(portal.address)
    asyncio.run(_read(target, 3))
    before, failed = asyncio.run(_read(target, QUIET_S))
    told: Queue[Counter[str]] = multiprocessing.Queue()
    coming = _crowd(portal.address, STORM_S, crowd.HONEST, told)
    time.sleep(2)
    during, failed_then = asyncio.run(_read(target, STORM_S - 5))
    seen = told.get(timeout=STORM_S * 3)
    coming.join()
    after, _failed = asyncio.run(_read(target, QUIET_S))
    quiet = p95([*before, *after])
    lines = [
        f"quiet   p95 {quiet * 1000:7.1f} ms, {len(before) + len(after)} pages, {failed} failed",
        f"storm   p95 {p95(during) * 1000:7.1f} ms, {len(during)} pages, {failed_then} failed,"
        f" slowest {max(during) * 1000:.0f} ms",
        f"ratio   {p95(during) / quiet:.2f} (below 3 is asked)",
        "senders " + ", ".join(f"{what}: {count}" for what, count in sorted(seen.items())),
    ]
    return lines + _stopped(portal) if portal.process else lines


async def _read(target: Target, seconds: float) -> tuple[list[float], int]:
    """Let a few readers look at pages; return how long each took, and how many failed."""
    ends, took, failed = time.monotonic() + seconds, [], 0

    async def reader(first: int) -> None:
        nonlocal failed
        number = first
        while time.monotonic() < ends:
            answer = await target.ask(PAGES[number % len(PAGES)])
            took.append(answer.seconds)
            failed += answer.status != 200
            number += 1
            await asyncio.sleep(_PAUSE_S)

    await asyncio.gather(*(reader(first) for first in range(READERS)))
    return took, failed


def _crowd(
    address: str, seconds: float, honest: int, told: "Queue[Counter[str]]"
) -> multiprocessing.Process:
    """Let the crowd come from a process of its own, so that it holds up no reader itself."""

    def run() -> None:
        told.put(asyncio.run(crowd.come(Target(address), seconds, honest=honest)))

    coming = multiprocessing.get_context("fork").Process(target=run, daemon=True)
    coming.start()
    return coming  # type: ignore[return-value]


def _stopped(portal: Portal) -> list[str]:
    """Tell the portal to stop while the crowd is there; return how long that took."""
    assert portal.process
    coming = _crowd(portal.address, 15, 2, multiprocessing.Queue())
    time.sleep(3)
    began = time.monotonic()
    os.kill(portal.process.pid, signal.SIGTERM)
    code = portal.process.wait(timeout=60)
    coming.kill()
    return [f"stop    {time.monotonic() - began:.1f} s after SIGTERM, exit code {code}"]
