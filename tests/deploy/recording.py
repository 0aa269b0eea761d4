"""nginx with the files of deploy/nginx before servers that note what reaches them."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

from deploy.local import proxy
from deploy.local.hosts import Host
from deploy.local.programs import free_ports

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nja"


class Upstream:
    """Stands for a group of the portal's processes: answers, or dies once it was asked.

    `says` makes the answer to the first line and headers of a request.
    """

    def __init__(self, says: Callable[[str], bytes] = lambda _head: ANSWER, *, dies: bool = False):
        self._says = says
        self.asked: list[str] = []
        self.connections = 0
        self._dies = dies
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                link, _address = self._listening.accept()
                self.connections += 1
                threading.Thread(target=self._answer, args=(link,), daemon=True).start()

    def _answer(self, link: socket.socket) -> None:
        with suppress(OSError), link:
            while (head := _head(link)) is not None:
                self.asked.append(head)
                if self._dies:
                    # As the kernel does for a process that was killed: with a reset.
                    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    return
                link.sendall(self._says(head))

    def close(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            # Closing alone would let the thread that waits take one more.
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


def _head(link: socket.socket) -> str | None:
    """Read a request to its end; return its first line and headers."""
    told = b""
    while b"\r\n\r\n" not in told:
        piece = link.recv(65536)
        if not piece:
            return None
        told += piece
    head, _blank, body = told.partition(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    while len(body) < length:
        body += link.recv(65536)
    return head.decode()


@dataclass
class Front:
    """A running nginx."""

    folder: Path
    port: int
    plain_port: int

    def asks(self, path: str = "/", method: str = "GET", *, source: str = "127.0.0.1", **more):
        """Ask over TLS; return status, headers and words."""
        asking = HTTPSConnection(
            "127.0.0.1", self.port, timeout=20, context=self._trust, source_address=(source, 0)
        )
        return _asked(asking, method, path, more)

    def asks_plainly(self, path: str):
        """Ask without TLS."""
        return _asked(HTTPConnection("127.0.0.1", self.plain_port, timeout=20), "GET", path, {})

    def connects(self) -> ssl.SSLSocket:
        """Return a connection over which nothing has been said yet."""
        link = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        return self._trust.wrap_socket(link, server_hostname="127.0.0.1")

    @property
    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "certificate.pem")

    def follows(self, generation: str) -> None:
        """Begin a generation, as follow-generation does."""
        folder = self.folder / "generation"
        (folder / generation).mkdir(exist_ok=True)
        (folder / "next").symlink_to(generation)
        (folder / "next").rename(folder / "now")

    def log(self, count: int) -> str:
        """What it has written down of so many requests, a moment after their answers."""
        path, give_up_at = self.folder / "log/nginx-access.log", time.monotonic() + 5
        while path.read_text().count("\n") < count and time.monotonic() < give_up_at:
            time.sleep(0.01)
        told = path.read_text()
        assert told.count("\n") == count
        return told


def _asked(asking: HTTPConnection, method: str, path: str, more: dict[str, object]):
    try:
        asking.request(method, path, **more)
        answer = asking.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        asking.close()


def rendered(folder: Path, ports: list[int]) -> Front:
    """Write what nginx reads, for servers on these ports."""
    (folder / "log").mkdir()
    (folder / "run").mkdir()
    port, plain_port = free_ports(2)
    proxy.make_certificate(folder)
    hosts = [Host(str(each), "127.0.0.1", each) for each in ports]
    proxy.write_conf(folder, hosts, port=port, plain_port=plain_port)
    (folder / "generation").mkdir(mode=0o755)
    front = Front(folder, port, plain_port)
    front.follows("unknown")
    return front


@contextmanager
def serving(folder: Path, *upstreams: Upstream) -> Iterator[Front]:
    """Run nginx before `upstreams`."""
    front = rendered(folder, [each.port for each in upstreams])

    def answers() -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", front.port), timeout=1):
            return True
        return False

    part = proxy.nginx(folder, is_ready=answers)
    part.start()
    try:
        part.await_answer(within_s=20)
        yield front
    finally:
        part.ask_to_stop()
        part.await_end()
        for each in upstreams:
            each.close()
