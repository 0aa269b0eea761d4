"""A server that speaks the protocol of clamd, for tests on machines without ClamAV."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VIRUS = b"an agreed word that this server takes for a virus"
MOST = 4 * 1024 * 1024


class _Scans(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self.rfile.read(len(b"zINSTREAM\x00"))
        assert command == b"zINSTREAM\x00", command
        heard = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            heard += self.rfile.read(length)
            if len(heard) > MOST:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\x00")
                return
        self.server.heard.append(heard)
        found = b"Agreed-Word FOUND" if VIRUS in heard else b"OK"
        self.wfile.write(b"stream: " + found + b"\x00")


class _ByPath(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    heard: list[bytes]


class _ByPort(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    heard: list[bytes]


@contextmanager
def listening(path: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Listen at a path or a port; give the address and a list of what was scanned."""
    server = _ByPath(str(path), _Scans) if path else _ByPort(("127.0.0.1", 0), _Scans)
    server.heard = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.socket.getsockname()[1] if not path else 0
    try:
        yield str(path or f"127.0.0.1:{port}"), server.heard
    finally:
        server.shutdown()
        server.server_close()
