"""A small world around the cache alone: a clock, a stamp, and a Django that counts who asks it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from core.freshness.declared import note_reads, share
from pagecache.asked import Asked
from pagecache.cache import Forwarded, PageCache, Passed, Portal
from pagecache.entries import Behind
from pagecache.replies import Reply
from tests.config.loops import run

Headers = list[tuple[bytes, bytes]]
HOST = (b"host", b"portal.example.se")
PUBLIC = {"Cache-Control": "public, max-age=300", "Content-Type": "text/html; charset=utf-8"}


class Present(NamedTuple):
    """As the portal's: a stamp, and what is only for some."""

    stamp: str
    closed: tuple[str, ...] = ()


class Reading(NamedTuple):
    """How things were."""

    began: float
    present: Present


class Got(NamedTuple):
    """What a reader got, and how."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def how(self) -> str:
        """What `Cache-Status` says after the name."""
        return self.headers["cache-status"].partition("; ")[2]


@dataclass
class World:
    """`page` makes the body of an answer; `reads` is what views declare, None for nothing."""

    at: float = 1_000_000.0
    present: Present = field(default_factory=lambda: Present("1"))
    is_away: bool = False
    # How long it takes to tell how things are, and how often what was asked is outdated by then.
    takes_s: float = 0.0
    outdated: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: dict(PUBLIC))
    reads: tuple[str, ...] | None = ()
    page: Callable[[dict[str, Any]], bytes] = lambda scope: scope["query_string"] or b"page"
    renders: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    gate: asyncio.Event | None = None
    reading: Reading | None = None
    most_bytes: int = 1_000_000
    has_front: bool = False

    def __post_init__(self) -> None:
        self.cache = PageCache(
            Portal(
                last=lambda: self.reading,
                ask=self.ask,
                may_be_given=lambda old, new: old.closed == new.closed,
                session_cookie="sessionid",
                longest_s=60,
                never=("/admin/",),
                has_front=self.has_front,
                clock=lambda: self.at,
            ),
            self.most_bytes,
        )

    def ask(self) -> bool:
        """Tell how things are, as a database does that answers."""
        self.asked += 1
        time.sleep(self.takes_s)
        if self.is_away:
            return False
        if self.outdated:
            # As where this process has changed something meanwhile.
            self.outdated -= 1
            return True
        self.reading = Reading(self.at, self.present)
        return True

    async def django(self, scope: dict[str, Any]) -> Behind:
        """Answer as a view does, when the gate is open."""
        self.renders.append(scope)
        body, headers, status = self.page(scope), dict(self.headers), self.status
        if self.gate:
            await self.gate.wait()
        environ: dict[str, Any] = {}
        if self.reads is not None:
            note_reads(environ, *self.reads)
            if status in (200, 304):
                share(environ)
        return Behind(environ, status, list(headers.items()), body, None)

    async def ask_for(
        self, address: str = "/", headers: Headers = (), method: str = "GET", **scope: Any
    ) -> Got:
        """Ask as one reader does."""
        path, _mark, query = address.partition("?")
        asked = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode("latin-1"),
            "scheme": "http",
            "headers": [HOST, *headers] if HOST[0] not in dict(headers) else list(headers),
            **scope,
        }
        looked = self.cache.look(asked)
        found = (
            await self.cache.answer(looked, self.django) if isinstance(looked, Asked) else looked
        )
        if isinstance(found, Reply):
            told = {name.decode(): value.decode() for name, value in found.headers}
            return Got(found.status, told, found.body)
        if isinstance(found, Passed):
            behind, said = await self.django(asked), found.said
        else:
            assert isinstance(found, Forwarded)
            behind, said = found.behind, found.said
        told = {name.lower(): value for name, value in behind.headers}
        return Got(behind.status, {**told, "cache-status": said}, behind.body or b"")

    def get(self, address: str = "/", headers: Headers = (), **more: Any) -> Got:
        """Ask, in a loop of its own."""
        return run(self.ask_for(address, headers, **more))

    def publish(self, stamp: str, *closed: str) -> None:
        """Change something public, as another process does."""
        self.present = Present(stamp, closed)
