"""What a request asks for, as far as the cache must know, read from the server's own words.

Whatever is unusual passes by, and is answered as it always was.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

Scope = Mapping[str, Any]

LONGEST_ADDRESS = 2048
_LONGEST_HOST = 255
_METHODS = ("GET", "HEAD")
_NOTHING: frozenset[str] = frozenset()
# What a proxy says of the connection behind it. Anything else is for Django to make sense of.
_PROTOCOLS = (b"", b"http", b"https")
_HOST = re.compile(rb"([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")
# Said twice, they are ambiguous.
_ONCE = (b"host", b"content-length", b"x-forwarded-proto", b"cookie", b"accept-encoding")
# All that an answer which is kept may know of who asked first.
_HANDED_ON = (b"x-forwarded-proto", b"x-forwarded-for", b"x-request-id")


class Place(NamedTuple):
    """One address without its parameters, as this server is reached by it."""

    scheme: str
    protocol: bytes
    host: bytes
    path: str


@dataclass(slots=True)
class Asked:
    """One request that the cache may answer."""

    scope: Scope
    place: Place
    query: str
    is_head: bool
    accepts: bytes
    matches: bytes
    headers: dict[bytes, bytes]

    def query_of(self, names: frozenset[str]) -> str:
        """Return the parameters among `names`, always in one order and written in one way."""
        return canonical(self.query, names) if self.query and names else ""

    def is_plain(self, names: frozenset[str]) -> bool:
        """Whether Django, asked just so, sees nothing but what the key of its answer says."""
        return b"cookie" not in self.headers and self.query == self.query_of(names)

    def as_sent(self) -> dict[str, Any]:
        """Return the request as it came, to the host as its key names it."""
        kept = [pair for pair in self.scope["headers"] if pair[0] != b"host"]
        return {**self.scope, "headers": [(b"host", self.place.host), *kept]}

    def of_key(self, query: str) -> dict[str, Any]:
        """Return the request that the key alone makes: no cookie, no condition, no stray word."""
        told = [(name, self.headers[name]) for name in _HANDED_ON if name in self.headers]
        return {
            **self.scope,
            "method": "GET",
            "query_string": query.encode(),
            "headers": [(b"host", self.place.host), *told],
        }


def reader(session_cookie: str, never: tuple[str, ...]) -> Any:
    """Return a function that reads a request, or says in a word why it passes by.

    Whoever has `session_cookie` passes by, and so do addresses that begin with one of `never`.
    """
    cookie_name = session_cookie.encode()

    def read(scope: Scope) -> Asked | str:
        method = scope["method"]
        if method not in _METHODS:
            return "method"
        pairs = scope["headers"]
        headers: dict[bytes, bytes] = dict(pairs)
        if refused := _unusual(headers, pairs, cookie_name):
            return refused
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        raw, query = raw.partition(b"?")[0], scope.get("query_string", b"")
        if len(raw) + len(query) > LONGEST_ADDRESS:
            return "length"
        if not query.isascii():
            return "encoding"
        protocol = headers.get(b"x-forwarded-proto", b"")
        host = headers.get(b"host", b"")
        if len(host) > _LONGEST_HOST:
            return "host"
        host = canonical_host(host, protocol or scope["scheme"].encode())
        if not host or protocol not in _PROTOCOLS:
            return "host"
        path = (unquote_to_bytes(raw) if b"%" in raw else raw).decode("latin-1")
        if path.startswith(never):
            return "path"
        return Asked(
            scope=scope,
            place=Place(scope["scheme"], protocol, host, path),
            query=query.decode() if query else "",
            is_head=method == "HEAD",
            accepts=headers.get(b"accept-encoding", b""),
            matches=headers.get(b"if-none-match", b""),
            headers=headers,
        )

    return read


def _unusual(
    headers: dict[bytes, bytes], pairs: list[tuple[bytes, bytes]], session_cookie: bytes
) -> str:
    if b"authorization" in headers:
        return "authorization"
    if session_cookie in headers.get(b"cookie", b""):
        return "session"
    if b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0":
        return "body"
    # Django reads the address by the charset that it names.
    if b"content-type" in headers:
        return "body"
    # The doorstep refuses those that pretend to be others.
    if b"_" in b"".join(headers):
        return "headers"
    if len(headers) != len(pairs):
        names = [name for name, _value in pairs]
        if any(names.count(name) > 1 for name in _ONCE):
            return "headers"
    return ""


@lru_cache(256)
def canonical_host(host: bytes, scheme: bytes) -> bytes:
    """Return the host in small letters without its usual port; nothing for what is no host."""
    host = host.lower()
    usual = b":443" if scheme == b"https" else b":80"
    host = host.removesuffix(usual)
    return host if _HOST.fullmatch(host) else b""


def canonical(query: str, names: frozenset[str]) -> str:
    """Return those parameters of an address that are among `names`, read as Django reads them."""
    pairs = parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="replace")
    # Several values of one parameter keep their order: the last may be the one that counts.
    return urlencode(sorted((pair for pair in pairs if pair[0] in names), key=lambda pair: pair[0]))
