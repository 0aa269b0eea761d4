"""Which encoding a reader gets, and what it is made of."""

import gzip
from collections.abc import Callable
from functools import lru_cache

import brotli

IDENTITY = ""
GZIP, BROTLI = "gzip", "br"
# What is smaller fits into one packet as it is.
SMALLEST = 512
_KINDS = ("text/", "application/json", "application/xml", "application/rss+xml", "image/svg+xml")
# Of `Accept-Encoding`; what browsers send is a fifth of it.
_LONGEST = 200
# Made once for many readers. One step more takes twice the time for a hundredth less.
_GZIP_LEVEL, _BROTLI_LEVEL = 7, 6


def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, _GZIP_LEVEL, mtime=0)


def _brotlied(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI_LEVEL)
    return packed


PACK: dict[str, Callable[[bytes], bytes]] = {GZIP: _gzipped, BROTLI: _brotlied}


def is_worth_packing(body: bytes, content_type: str) -> bool:
    """Whether an answer gets smaller for a reader's browser."""
    return len(body) >= SMALLEST and content_type.startswith(_KINDS)


def wanted(accepts: bytes) -> str:
    """Return what of ours `Accept-Encoding` likes best: "br", "gzip" or "" for the bytes as is."""
    return _wanted(accepts) if len(accepts) <= _LONGEST else IDENTITY


@lru_cache(256)
def _wanted(accepts: bytes) -> str:
    likes = _likes(accepts.decode("latin-1"))
    others = likes.get("*", 0.0)
    ours = {name: likes.get(name, others) for name in (BROTLI, GZIP)}
    best = max(ours, key=lambda name: ours[name])
    plain = likes.get("identity", 0.0)
    return best if ours[best] > 0 and ours[best] >= plain else IDENTITY


def _likes(accepts: str) -> dict[str, float]:
    likes: dict[str, float] = {}
    for part in accepts.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        name = name.removeprefix("x-")
        if name:
            # What is said twice counts as little as it may.
            likes[name] = min(likes.get(name, 1.0), _quality(parameters))
    return likes


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0
