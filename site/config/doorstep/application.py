"""An ASGI application around a WSGI one: the network waits here, threads only work.

A body is read to its end before a thread sees the request, and an answer is written to its end
before the client sees it, so a thread is never held by how fast somebody sends or reads.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from io import BytesIO
from typing import Any

from config.doorstep.answers import PIECE, Answer, FileToSend, Headers, saying, spooled
from config.doorstep.bodies import (
    SLOWEST_BYTES_PER_S,
    GivenUp,
    Gone,
    Message,
    Receive,
    read_body,
)
from config.doorstep.environ import Disguised, environ_of
from config.doorstep.probes import Probes
from config.doorstep.shares import Shares
from config.doorstep.spool import NoRoom
from core.logs.asked import KIND, REQUEST_ID, id_for, id_of, working_on
from core.routing.middleware import GIVEN_UP
from core.routing.senders import network_in
from pagecache.asked import Asked
from pagecache.cache import Forwarded, PageCache
from pagecache.counts import STORED
from pagecache.entries import Behind
from pagecache.replies import Reply

Send = Callable[[Message], Awaitable[None]]
# Says how long a body may be: by method, path and headers. None when it will not be read.
Limit = Callable[[dict[str, Any]], int | None]
# Is told of each request when its answer is ready: by which environment it was asked (empty where
# it was refused before it had one), with which status it was answered, and how many seconds that
# took after its body was there.
Tell = Callable[[Mapping[str, Any], int, float], None]

# As servers write that who asked has hung up.
_HUNG_UP = 499
# As slowly as bodies may come, answers may go.
PIECE_WITHIN_S = PIECE / SLOWEST_BYTES_PER_S


# Where a cache in front asks; nobody else is let through to it.
GENERATION = "/generation"
_NO_PROBES = Probes()
_PLAIN = [("Content-Type", "text/plain"), ("Cache-Control", "no-store")]


class Doorstep:
    """Waits for bodies in the event loop, and lets `threads` threads ask `wsgi`."""

    def __init__(
        self,
        wsgi: Callable[..., Iterable[bytes]],
        *,
        threads: int,
        most_bytes: Limit,
        probes: Probes = _NO_PROBES,
        pages: PageCache | None = None,
        tell: Tell = lambda environ, status, seconds: None,
    ) -> None:
        self._wsgi = wsgi
        self._tell = tell
        self._most_bytes = most_bytes
        self._probes = probes
        self._pages = pages
        self._shares = Shares()
        # Threads begin with the first request: a process that forks others has none.
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="portal")
        self._apart = ThreadPoolExecutor(1, thread_name_prefix="probe")
        self._asked_apart: dict[tuple[str, str], Future[Answer]] = {}

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request. Anything else than HTTP is left to the server to refuse."""
        if scope["type"] != "http":
            raise ValueError(f"not served here: {scope['type']}")
        if text := self._probes.answer(scope["method"], scope["path"]):
            self._tell({"REQUEST_METHOD": scope["method"], KIND: "health"}, 200, 0.0)
            await _send_bytes(send, 200, _PLAIN, text if scope["method"] == "GET" else b"")
            return
        if self._pages and self._pages.has_front and scope["path"] == GENERATION:
            await _tell_generation(self._pages, send)
            return
        if self._pages and not self._probes.is_apart(scope["method"], scope["path"]):
            said = await self._answer_from(self._pages, scope, send)
        else:
            said = ""
        if said is not None:
            await self._answer(scope, receive, send, said)

    async def _answer_from(
        self, pages: PageCache, scope: MutableMapping[str, Any], send: Send
    ) -> str | None:
        """Answer what the cache can; else return what it says of what is answered without it."""
        began = time.monotonic()
        looked = pages.look(scope)
        if isinstance(looked, Asked):
            found = await pages.answer(looked, self._ask_for_all)
        else:
            found = looked
        if isinstance(found, Reply):
            # Who asked for all has been told of.
            if found.how != STORED:
                found.told[REQUEST_ID] = id_of(found.request_id)
                self._tell(found.told, found.status, time.monotonic() - began)
            await _send_raw(send, found.status, found.headers, found.body)
            return None
        if isinstance(found, Forwarded):
            await _send(send, saying(found.behind.raw, found.said))
            return None
        return found.said

    async def _ask_for_all(self, scope: dict[str, Any]) -> Behind:
        """Ask in a thread what has no body, for whoever waits for it."""
        environ = environ_of(scope)
        environ["wsgi.input"] = BytesIO()
        asking = self._threads.submit(self._told_of, id_for(environ), environ, time.monotonic())
        answer = await asyncio.wrap_future(asking)
        is_ready = answer.spool is None and not answer.path
        body = answer.body if is_ready else None
        return Behind(environ, answer.status, answer.headers, body, answer)

    async def _answer(
        self, scope: MutableMapping[str, Any], receive: Receive, send: Send, said: str
    ) -> None:
        """Ask for one, having waited for the body; `said` tells what the cache says of it."""
        try:
            environ = environ_of(scope)
        except Disguised:
            self._tell({}, 400, 0.0)
            await _send_bytes(send, 400, [("Connection", "close")], b"Bad request\n")
            return
        held, request_id = ExitStack(), id_for(environ)
        try:
            await self._wait_for_body(environ, receive, held)
        except Gone:
            held.close()
            with working_on(request_id, environ):
                self._tell(environ, _HUNG_UP, 0.0)
            return
        except BaseException:
            held.close()
            raise
        if GIVEN_UP not in environ and self._probes.is_apart(scope["method"], scope["path"]):
            held.close()
            await _send(send, await self._answer_apart(request_id, environ))
            return
        asking = self._threads.submit(self._told_of, request_id, environ, time.monotonic())
        # Not before the thread is done with it, whatever becomes of the client meanwhile.
        asking.add_done_callback(lambda _: held.close())
        await _send(send, saying(await asyncio.wrap_future(asking), said))

    async def _answer_apart(self, request_id: str, environ: dict[str, Any]) -> Answer:
        """Ask in the thread apart, or wait for who asks there already: anybody may, without end."""
        began = time.monotonic()
        what = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        asking = self._asked_apart.get(what)
        if is_first := asking is None or asking.done():
            asking = self._apart.submit(self._told_to_many, request_id, environ, began)
            self._asked_apart[what] = asking
        # Whoever hangs up takes nothing from the others.
        answer = await asyncio.shield(asyncio.wrap_future(asking))
        if not is_first:
            environ[KIND] = "health"
            with working_on(request_id, environ):
                self._tell(environ, answer.status, time.monotonic() - began)
        return answer

    async def _wait_for_body(
        self, environ: dict[str, Any], receive: Receive, held: ExitStack
    ) -> None:
        """Put the body into `environ`, or the reason why there is none; `held` lets go of it."""
        environ["wsgi.input"] = BytesIO()
        most = self._most_bytes(environ)
        if most is None:
            return
        length = int(environ["CONTENT_LENGTH"])
        if length > most:
            environ[GIVEN_UP] = 413
        elif not held.enter_context(self._shares.held(network_in(environ), length)):
            environ[GIVEN_UP] = 503
        else:
            try:
                body = await read_body(receive)
            except GivenUp as given_up:
                environ[GIVEN_UP] = given_up.status
                return
            held.callback(body.close)
            environ["wsgi.input"] = body.rewound()

    def _told_of(self, request_id: str, environ: dict[str, Any], began: float) -> Answer:
        """Ask, and tell how that went. Runs in a thread."""
        with working_on(request_id, environ):
            status = 500
            try:
                answer = self._ask(environ)
                status = answer.status
                return answer
            finally:
                self._tell(environ, status, time.monotonic() - began)

    def _told_to_many(self, request_id: str, environ: dict[str, Any], began: float) -> Answer:
        """As `_told_of`, in memory: what is spooled is gone when one has been sent it."""
        answer = self._told_of(request_id, environ, began)
        if answer.spool:
            with closing(answer.spool) as spool:
                answer.body, answer.spool = spool.rewound().read(), None
        return answer

    def _ask(self, environ: dict[str, Any]) -> Answer:
        """Ask the WSGI application, and take its whole answer."""
        answer = Answer(500, [])

        def start_response(status: str, headers: Headers, exc_info: object = None) -> None:
            answer.status, answer.headers = int(status.split(" ", 1)[0]), headers

        environ["wsgi.file_wrapper"] = FileToSend
        told = self._wsgi(environ, start_response)
        try:
            if getattr(told, "streaming", True) is False:
                answer.body = b"".join(told)
            elif isinstance(told, FileToSend) and (path := told.path_of(answer.headers)):
                answer.path = path
            else:
                answer.spool = spooled(told)
        except NoRoom:
            answer = Answer(503, [("Retry-After", "60")], b"503\n")
        finally:
            if hasattr(told, "close"):
                told.close()
        if GIVEN_UP in environ:
            answer.headers.append(("Connection", "close"))
        return answer


async def _tell_generation(pages: PageCache, send: Send) -> None:
    """Tell it, and for how many hundredths of a second it is known. Asked too often for the log."""
    told = await pages.generation()
    status, text = (200, f"{told[0]} {told[1] * 100:.0f}\n") if told else (503, "")
    await _send_bytes(send, status, _PLAIN, text.encode())


async def _send(send: Send, answer: Answer) -> None:
    if answer.path:
        await _start(send, answer.status, answer.headers)
        await send({"type": "http.response.pathsend", "path": answer.path})
    elif answer.spool is None:
        await _send_bytes(send, answer.status, answer.headers, answer.body)
    else:
        try:
            file, more = answer.spool.rewound(), True
            await _start(send, answer.status, answer.headers)
            while more:
                piece = file.read(PIECE)
                more = len(piece) == PIECE
                message = {"type": "http.response.body", "body": piece, "more_body": more}
                await asyncio.wait_for(send(message), PIECE_WITHIN_S)
        except TimeoutError:
            # Whoever reads so slowly gets no more of it, and the next one gets the room.
            return
        finally:
            answer.spool.close()


async def _send_bytes(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await _start(send, status, headers)
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def _send_raw(
    send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes
) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def _start(send: Send, status: int, headers: Headers) -> None:
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})
