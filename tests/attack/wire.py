"""Talking to a portal byte by byte, as an attacker does: many connections in one thread."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

# Nobody waits longer for a page.
PATIENCE_S = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back. `status` is 0 when nothing did."""

    status: int
    headers: str
    body: bytes
    seconds: float


class Target:
    """A portal at an address of this machine; there is no other."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.hostname not in ("127.0.0.1", "::1", "localhost") or not parts.port:
            raise ValueError("Only a portal on this machine is attacked.")
        self.address, self.host, self.port = address, parts.hostname, parts.port

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """Hold a connection."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            yield reader, writer
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def head(self, method: str, path: str, headers: Mapping[str, str]) -> bytes:
        """Return the first lines of a request."""
        all_headers = {"Host": f"{self.host}:{self.port}", "Connection": "close", **headers}
        lines = [f"{name}: {value}" for name, value in all_headers.items()]
        return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode("latin-1")

    async def ask(
        self, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask for `path`, or send `body` there, and wait for the whole answer."""
        length = {"Content-Length": str(len(body))} if body else {}
        head = self.head("POST" if body else "GET", path, {**length, **(headers or {})})
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE_S), self.connected() as (reader, writer):
                writer.write(head + body)
                return _answer(await reader.read(-1), began)
        except (OSError, TimeoutError):
            return Answer(0, "", b"", time.monotonic() - began)

    async def rest(self, reader: asyncio.StreamReader) -> Answer:
        """Wait for the answer to what was written by hand."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE_S):
                return _answer(await reader.read(-1), began)
        except (OSError, TimeoutError):
            return Answer(0, "", b"", time.monotonic() - began)


def _answer(raw: bytes, began: float) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    found = re.match(rb"HTTP/1\.[01] (\d{3})", head)
    seconds = time.monotonic() - began
    return Answer(int(found[1]) if found else 0, head.decode("latin-1"), body, seconds)


def p95(seconds: list[float]) -> float:
    """Return what 95 of 100 stay below."""
    ordered = sorted(seconds) or [float("nan")]
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
