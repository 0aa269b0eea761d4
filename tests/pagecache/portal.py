"""The portal as its server asks it, page cache and all, within the transaction of a test."""

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections

from casework.files.uploads import most_bytes
from config.doorstep import application, pages
from config.doorstep.application import Doorstep
from config.doorstep.bodies import Message
from config.doorstep.pages import new_cache
from pagecache import cache
from tests.config.loops import run
from tests.pagecache.world import Got

Headers = tuple[tuple[bytes, bytes], ...]
HOST = (b"host", b"testserver")


class Answer(Got):
    """What a reader got of the portal."""

    @property
    def text(self) -> str:
        """The body as it is read."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class _Here(Executor):
    """Works at once, where the test's transaction is."""

    def __init__(self, *_given: Any, **_named: Any) -> None:
        self._done = 0

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(work(*args, **named))
        except BaseException as failure:  # noqa: BLE001 - as any executor
            done.set_exception(failure)
        return done


class Server:
    """The application that a server runs; `kept` is its cache."""

    def __init__(self) -> None:
        self.kept = new_cache()
        self._with = Doorstep(WSGIHandler(), threads=1, most_bytes=most_bytes, pages=self.kept)
        self._without = Doorstep(WSGIHandler(), threads=1, most_bytes=most_bytes)

    def get(self, address: str, headers: Headers = (), method: str = "GET") -> Answer:
        """Ask as a reader does."""
        return _ask(self._with, address, headers, method)

    def truth(self, address: str) -> Answer:
        """Ask Django, as if there were no cache."""
        return _ask(self._without, address, (), "GET")


def _ask(doorstep: Doorstep, address: str, headers: Headers, method: str) -> Answer:
    path, _mark, query = address.partition("?")
    sent: list[Message] = []
    own = () if any(name == b"host" for name, _value in headers) else (HOST,)
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "scheme": "http",
        "headers": [*own, *headers],
        "client": ("192.0.2.7", 51234),
        "server": ("testserver", 80),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    ours = connections["default"]
    ours.inc_thread_sharing()

    async def ask() -> None:
        connections["default"] = ours
        await doorstep(scope, receive, send)

    try:
        run(ask())
    finally:
        ours.dec_thread_sharing()
    start, *pieces = sent
    told = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], told, b"".join(_bytes_of(each) for each in pieces))


def _bytes_of(message: Message) -> bytes:
    if "path" in message:
        with open(message["path"], "rb") as file:
            return file.read()
    body: bytes = message["body"]
    return body


@pytest.fixture
def server(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Server]:
    """The portal's server. What it asks in threads is asked where the test's data is."""
    monkeypatch.setattr(application, "ThreadPoolExecutor", _Here)
    monkeypatch.setattr(cache, "ThreadPoolExecutor", _Here)
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    # As it is served.
    settings.CHANGES_KNOWN_WITHIN_SECONDS = 1
    # The test's transaction lies in the connection.
    monkeypatch.setattr(pages, "close_old_connections", lambda: None)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Server()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


__all__ = ["Answer", "Server", "server"]
