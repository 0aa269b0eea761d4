"""Monitors hear how the portal is, although strangers ask the same without end."""

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

from config.doorstep.application import Doorstep
from config.doorstep.bodies import Message
from config.doorstep.probes import Probes
from core.logs.asked import KIND
from tests.config.loops import run


def asking(method: str = "GET") -> dict[str, Any]:
    return {"type": "http", "method": method, "path": "/readyz", "headers": []}


async def nothing_sent() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


class Looking:
    """Counts how often somebody looks how the portal is, and takes until it is let go."""

    def __init__(self) -> None:
        self.looks = 0
        self.may_end = threading.Event()
        self.told: list[tuple[str, int]] = []
        self.doorstep = Doorstep(
            self._wsgi,
            threads=1,
            most_bytes=lambda environ: None,
            probes=Probes(apart=frozenset({"/readyz"})),
            tell=self._tell,
        )

    def _wsgi(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.looks += 1
        self.may_end.wait(5)
        environ[KIND] = "health"
        start_response("503 Service Unavailable", [("Retry-After", "1")])
        return [b"full\n"]

    def _tell(self, environ: Mapping[str, Any], status: int, seconds: float) -> None:
        self.told.append((environ[KIND], status))


def test_who_asks_while_somebody_looks_hears_the_same() -> None:
    looking, heard = Looking(), []

    async def send(message: Message) -> None:
        heard.append(message.get("status"))

    async def all_of_them() -> None:
        many = [
            asyncio.ensure_future(looking.doorstep(asking(), nothing_sent, send)) for _ in range(50)
        ]
        await asyncio.sleep(0.05)
        # A stranger who hangs up takes nothing from the monitor.
        many[0].cancel()
        many[7].cancel()
        await asyncio.sleep(0)
        looking.may_end.set()
        await asyncio.gather(*many, return_exceptions=True)
        await looking.doorstep(asking(), nothing_sent, send)

    run(all_of_them())
    assert looking.looks == 2
    assert heard.count(503) == 49
    assert set(looking.told) == {("health", 503)}
    assert len(looking.told) == 50
