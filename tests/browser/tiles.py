"""A tile server on this machine, which remembers what it was asked for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# The smallest picture there is: one grey point.
_PICTURE = bytes.fromhex(
    "47494638396101000100800000cccccc00000021f90400000000002c00000000010001000002024401003b"
)


@dataclass
class TileServer:
    """Where the pictures are, as a setting says it, and which have been asked for."""

    tile_url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def tile_server() -> Iterator[TileServer]:
    """Serve map pictures for as long as the context lasts."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tiles.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/gif")
            self.end_headers()
            self.wfile.write(_PICTURE)

        def log_message(self, *args: object) -> None:
            """Say nothing: what was asked for is remembered instead."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    tiles = TileServer(f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield tiles
    finally:
        server.shutdown()
        server.server_close()
