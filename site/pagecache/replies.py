"""What is sent of an entry: in the encoding that the reader likes, or only that it is known."""

import asyncio
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from pagecache.asked import Asked
from pagecache.counts import STALE, STATUS
from pagecache.encodings import IDENTITY, PACK, wanted
from pagecache.entries import Entry, Headers, is_known
from pagecache.front import age_of, told_to_front


@dataclass(slots=True)
class Reply:
    """An answer to send, `how` it was had, and what is told of the request in the log."""

    status: int
    headers: Headers
    body: bytes
    how: str
    told: dict[str, Any]
    request_id: str


def encoding_for(entry: Entry, asked: Asked) -> str:
    """Return the encoding in which somebody gets an entry."""
    return wanted(asked.accepts) if entry.may_pack else IDENTITY


def reply_of(
    entry: Entry, encoding: str, asked: Asked, how: str, now: float, *, has_front: bool = False
) -> Reply:
    """Return the answer, or the short one to who knows it already. The encoding is there.

    A cache in front, where there is one, may keep what is true now.
    """
    variant = entry.variants[encoding]
    status, headers, body = 200, variant.headers, variant.body
    told = {"REQUEST_METHOD": "HEAD" if asked.is_head else "GET", **entry.told}
    if asked.matches and is_known(asked.matches, variant.tag):
        status, headers = 304, variant.met
    if has_front and how != STALE:
        headers = told_to_front(entry, headers, now)
    else:
        headers = [*headers, age_of(entry, now)]
    if asked.is_head or status == 304:
        body = b""
    request_id = asked.headers.get(b"x-request-id", b"").decode("latin-1")
    return Reply(status, [*headers, STATUS[how]], body, how, told, request_id)


async def packed(entry: Entry, encoding: str, threads: Executor) -> bool:
    """Make an entry's bytes in one more encoding, once for all who wait; whether this did."""
    if encoding in entry.variants:
        return False
    packing = entry.packing.get(encoding)
    if packing is None:
        body = entry.variants[IDENTITY].body
        packing = entry.packing[encoding] = threads.submit(PACK[encoding], body)
        packing.add_done_callback(lambda _done: entry.packing.pop(encoding, None))
    # Whoever hangs up takes nothing from the others.
    made = await asyncio.shield(asyncio.wrap_future(packing))
    if encoding in entry.variants:
        return False
    entry.add(encoding, made)
    return True
