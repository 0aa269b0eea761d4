"""The cache: answers what it can at once, lets one ask Django, and everybody else wait for that."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from core.freshness.declared import declared
from pagecache.asked import Asked, Scope, reader
from pagecache.counts import COLLAPSED, HIT, MISS, STALE, STATUS, STORED, Counts, Tell
from pagecache.entries import Behind, Entry, made_of
from pagecache.front import TOLD_WITHIN_S, name_of
from pagecache.places import Learned, Places
from pagecache.replies import Reply, encoding_for, packed, reply_of
from pagecache.room import Key, Room
from pagecache.truth import FRESH_S, OLDEST_S, Known, Reading, Truth

Ask = Callable[[dict[str, Any]], Awaitable[Behind]]
# How long somebody waits for another's answer before asking too.
WAITS_FOR_ANOTHER_S = 5.0
# Of those who waited one asks again when what came is old already. Nobody waits longer than that.
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Passed:
    """A request that Django answers as if there were no cache; `said` is the header for it."""

    said: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """An answer of Django's that was asked for in the cache's name, and what is said of it."""

    behind: Behind
    said: str


@dataclass(frozen=True, slots=True)
class _Led:
    """What came of asking: the answer, what was kept of it, and whether others gain by it."""

    behind: Behind
    key: Key | None = None
    entry: Entry | None = None
    has_learned: bool = False
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Portal:
    """What the cache has to know of the portal.

    `last` tells what the process knows of how things are, `ask` asks anew and returns whether it
    was told. `may_be_given` says of an old and a present state whether what was made in the one
    may still be shown, for moments, in the other.
    """

    last: Callable[[], Reading | None]
    ask: Callable[[], object]
    may_be_given: Callable[[Any, Any], bool]
    session_cookie: str
    # For how long an answer is kept at most, should a change be told to nobody.
    longest_s: int
    never: tuple[str, ...] = ()
    # Whether a cache stands in front that keeps answers by their generation.
    has_front: bool = False
    # Of the environment of a request: what is told of each answer that is made of its own.
    tells: tuple[str, ...] = ()
    clock: Callable[[], float] = time.time
    # Is told how each request was answered, and how many bytes and entries are kept then.
    tell: Tell = lambda how, held, entries: None


class PageCache:
    """Ready answers of one process, at most `most_bytes` of them."""

    def __init__(self, portal: Portal, most_bytes: int) -> None:
        self.room = Room(most_bytes)
        self.counts = Counts(self.room, portal.tell)
        self._portal, self._clock = portal, portal.clock
        self._read = reader(portal.session_cookie, portal.never)
        # Threads begin with the first request. Who asks how things are waits for no packing.
        asks = ThreadPoolExecutor(1, thread_name_prefix="truth")
        self._packs = ThreadPoolExecutor(1, thread_name_prefix="packs")
        self._truth = Truth(portal.last, portal.ask, self._clock, asks)
        self._places = Places()
        self._flights: dict[Hashable, asyncio.Future[Any]] = {}

    def look(self, scope: Scope) -> Reply | Passed | Asked:
        """Return the ready answer, or that there can be none, or what to ask `answer` for."""
        asked = self._read(scope)
        if isinstance(asked, str):
            return Passed(self.counts.passed(asked))
        now = self._clock()
        known = self._truth.known(now)
        if known is None:
            return asked
        key = self._key(asked, known)
        entry = self.room.peek(key) if key else None
        if key is None or entry is None or not entry.holds(known.state, now):
            return asked
        encoding = encoding_for(entry, asked)
        if encoding not in entry.variants:
            return asked
        self.room.used(key)
        self.counts.count(HIT)
        return reply_of(entry, encoding, asked, HIT, now, has_front=self._portal.has_front)

    async def answer(self, asked: Asked, ask: Ask) -> Reply | Passed | Forwarded:
        """Return the answer to what was not ready: another's, an old one, or one asked for now."""
        how = HIT
        for _round in range(_ROUNDS):
            known = await self._known()
            now = self._clock()
            if known is None:
                return self._passed("unknown")
            key = self._key(asked, known)
            if self._places.passes_by(asked.place, now) or self._places.passes_by(key, now):
                return self._passed("other")
            entry = self.room.peek(key) if key else None
            if key and entry and entry.holds(known.state, now):
                self.room.used(key)
                is_old = now - known.began >= FRESH_S
                return await self._reply(key, entry, asked, STALE if is_old else how)
            flight = self._flights.get(key or asked.place)
            if flight is None:
                if asked.is_head and key is None:
                    return self._passed("head")
                led = await self._lead(asked, key, known, ask)
                if led is not None:
                    return led
                continue
            if old := self._old(asked, known, now):
                return await self._reply(old[0], old[1], asked, STALE)
            await asyncio.wait({flight}, timeout=WAITS_FOR_ANOTHER_S)
            if not flight.done() or flight.exception() or not flight.result():
                break
            how = COLLAPSED
        return self._passed("alone")

    # ------------------------------------------------------------ asking Django

    async def _lead(
        self, asked: Asked, key: Key | None, known: Known, ask: Ask
    ) -> Reply | Forwarded | None:
        """Ask for all who come meanwhile; None when it was not asked for all that is read."""
        asking = asyncio.ensure_future(self._asked_behind(asked, key, known, ask))
        # What the others hear: whether something was learned of the address.
        heard: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        flight: Hashable = key or asked.place
        self._flights[flight] = heard

        def tell(done: "asyncio.Future[_Led]") -> None:
            self._flights.pop(flight, None)
            fails = done.cancelled() or done.exception() is not None
            if not heard.done():
                heard.set_result(not fails and done.result().has_learned)

        asking.add_done_callback(tell)
        # Whoever hangs up takes nothing from the others.
        led = await asyncio.shield(asking)
        if led.is_partial:
            return None
        if led.key and led.entry:
            return await self._reply(led.key, led.entry, asked, STORED)
        behind = led.behind
        if behind.status >= 500 and (old := self._old(asked, known, self._clock())):
            return await self._reply(old[0], old[1], asked, STALE)
        self.counts.count(MISS)
        return Forwarded(behind, STATUS[MISS][1].decode())

    async def _asked_behind(self, asked: Asked, key: Key | None, known: Known, ask: Ask) -> "_Led":
        """Ask, learn, and keep. What is kept was asked by its key alone, or by what equals it."""
        born = self._clock()
        behind = await ask(asked.of_key(key[1]) if key else asked.as_sent())
        reads, told = declared(behind.environ), self._portal.tells
        if reads is not None:
            reads = self._places.learn(asked.place, known.state, reads)
            if key and asked.query_of(reads) != key[1]:
                return _Led(behind, has_learned=True, is_partial=True)
        entry = made_of(
            behind,
            known.state,
            born,
            self._portal.longest_s,
            {name: behind.environ[name] for name in told if name in behind.environ},
        )
        if reads is None or entry is None:
            # A page that ends within the second will be kept in the next.
            is_other_kind = behind.status == 200 and (reads is None or behind.body is None)
            # What came of a reader's own words says nothing of the address.
            is_for_all = key or not (asked.query or b"cookie" in asked.headers)
            if is_other_kind or (reads is None and behind.status < 500 and is_for_all):
                self._places.pass_by(key or asked.place, self._clock(), is_other_kind=is_other_kind)
            return _Led(behind, has_learned=reads is not None and behind.status != 200)
        if key is None and asked.is_plain(reads):
            key = (asked.place, asked.query)
        if key is None:
            return _Led(behind, has_learned=True)
        if not self.room.put(key, entry):
            # Too large.
            self._places.pass_by(key, self._clock(), is_other_kind=True)
            return _Led(behind)
        return _Led(behind, key, entry, has_learned=True)

    # ------------------------------------------------------------ knowing

    @property
    def has_front(self) -> bool:
        """Whether somebody follows the generation of what is kept."""
        return self._portal.has_front

    async def generation(self) -> tuple[str, float] | None:
        """Return the name of how things are, and for how long that is known; None if it is not."""
        known = self._truth.known(self._clock(), within=TOLD_WITHIN_S)
        if known is None:
            await self._truth.refreshed(within=TOLD_WITHIN_S)
            known = self._truth.known(self._clock())
        return (name_of(known.state), max(0.0, self._clock() - known.began)) if known else None

    async def _known(self) -> Known | None:
        """Return what is known now, or while nobody tells it what was known seconds ago."""
        for _round in range(_ROUNDS):
            known = self._truth.known(self._clock())
            if known is not None:
                return known
            # Who was asked before a change of this process tells nothing of it, and is asked again.
            if not await self._truth.refreshed():
                return self._truth.known(self._clock(), within=OLDEST_S)
        return self._truth.known(self._clock())

    def _learned(self, asked: Asked, known: Known) -> Learned | None:
        learned = self._places.learned(asked.place)
        return learned if learned and learned.state is known.state else None

    def _key(self, asked: Asked, known: Known) -> Key | None:
        learned = self._learned(asked, known)
        return (asked.place, asked.query_of(learned.reads)) if learned else None

    def _old(self, asked: Asked, known: Known, now: float) -> tuple[Key, Entry] | None:
        """Return what was true some seconds ago, if it may be given to who would have to wait."""
        learned = self._places.learned(asked.place)
        key = (asked.place, asked.query_of(learned.reads)) if learned else None
        entry = self.room.peek(key) if key else None
        if key is None or entry is None or not entry.born <= now < entry.ends + OLDEST_S:
            return None
        is_recent = now - self._truth.held_until(entry.state) <= OLDEST_S
        given = is_recent and self._portal.may_be_given(entry.state, known.state)
        return (key, entry) if given else None

    # ------------------------------------------------------------ telling

    def _passed(self, reason: str) -> Passed:
        return Passed(self.counts.passed(reason))

    async def _reply(self, key: Key, entry: Entry, asked: Asked, how: str) -> Reply:
        encoding = encoding_for(entry, asked)
        if await packed(entry, encoding, self._packs):
            self.room.grown(key, entry)
        self.counts.count(how)
        now = self._clock()
        return reply_of(entry, encoding, asked, how, now, has_front=self._portal.has_front)
