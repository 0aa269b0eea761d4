"""One answer that is kept: its bytes in each encoding that somebody has asked for, and its end."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any

from pagecache.encodings import IDENTITY, is_worth_packing

Headers = list[tuple[bytes, bytes]]
# What Python needs around the bytes, and what stands around them in the cache, generously.
OVERHEAD = 2048
# Made anew for each encoding, or only true of the answer to one.
_OWN = ("content-length", "etag", "vary", "age", "cache-status", "last-modified", "connection")
_MAY_VARY = {"", "accept-encoding"}
_FOR_ONE = {"private", "no-store", "no-cache"}
_MAX_AGE = re.compile(r"max-age=([0-9]{1,9})")
_TAG = re.compile(rb'(?:W/)?("[^"]*")')
_MET = (b"etag", b"cache-control", b"vary", b"content-language")


@dataclass(frozen=True, slots=True)
class Behind:
    """An answer of Django, with the environment it was asked with. `raw` is what it came as.

    `body` is None for what is sent from a file.
    """

    environ: Mapping[str, Any]
    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes | None
    raw: Any


@dataclass(slots=True)
class Variant:
    """The answer in one encoding, ready to be sent, and how somebody is told that it is known."""

    body: bytes
    tag: bytes
    headers: Headers
    met: Headers


@dataclass(slots=True)
class Entry:
    """`state` is what was true before it was made, `told` what is said of each answer by it.

    It is kept until it `ends`, and `lasts` as long as Django said.
    """

    state: Any
    born: float
    ends: float
    lasts: float
    headers: Headers
    tag: str
    may_pack: bool
    told: dict[str, Any]
    variants: dict[str, Variant]
    packing: dict[str, "Future[bytes]"] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        around = sum(len(name) + len(value) for name, value in self.headers)
        return sum(len(each.body) + around + OVERHEAD for each in self.variants.values())

    def holds(self, state: Any, now: float) -> bool:
        """Whether it is what Django would say."""
        return self.state is state and self.born <= now < self.ends

    def tag_of(self, encoding: str) -> bytes:
        """Return the validator of the answer in an encoding."""
        return f'"{self.tag}{"-" if encoding else ""}{encoding}"'.encode()

    def add(self, encoding: str, body: bytes) -> None:
        """Keep the answer in one more encoding."""
        tag = self.tag_of(encoding)
        headers = [
            *self.headers,
            *([(b"content-encoding", encoding.encode())] if encoding else []),
            (b"content-length", b"%d" % len(body)),
            (b"etag", tag),
            (b"vary", b"Accept-Encoding"),
        ]
        met = [pair for pair in headers if pair[0] in _MET]
        self.variants[encoding] = Variant(body, tag, headers, met)


def made_of(
    answer: Behind, state: Any, born: float, longest_s: int, told: dict[str, Any]
) -> Entry | None:
    """Return the answer as one that is kept, or None when it says that it may not be."""
    named = {name.lower(): value for name, value in answer.headers}
    seconds = _seconds(named.get("cache-control", ""))
    varies = {part.strip().lower() for part in named.get("vary", "").split(",")}
    if answer.status != 200 or answer.body is None or not seconds or not varies <= _MAY_VARY:
        return None
    if "set-cookie" in named or "content-encoding" in named:
        return None
    tag = named.get("etag", "")
    entry = Entry(
        state=state,
        born=born,
        ends=born + min(seconds, longest_s),
        lasts=born + seconds,
        headers=[
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in answer.headers
            if name.lower() not in _OWN
        ],
        # Django's is made of the bytes as well.
        tag=tag.strip('"') if tag.startswith('"') else blake2s(answer.body).hexdigest(),
        may_pack=is_worth_packing(answer.body, named.get("content-type", "")),
        told=told,
        variants={},
    )
    entry.add(IDENTITY, answer.body)
    return entry


def _seconds(cache_control: str) -> int:
    """Return for how long everybody may keep an answer; 0 for what is for one."""
    said = {part.strip().lower() for part in cache_control.split(",")}
    if "public" not in said or any(part.split("=")[0] in _FOR_ONE for part in said):
        return 0
    return min((int(found[1]) for part in said if (found := _MAX_AGE.fullmatch(part))), default=0)


def is_known(matches: bytes, tag: bytes) -> bool:
    """Whether `If-None-Match` names the validator. A weak one is as good, to be told so."""
    return matches.strip() == b"*" or tag in _TAG.findall(matches)
