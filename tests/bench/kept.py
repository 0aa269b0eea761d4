"""What a page costs that is kept whole, beside nginx that hands out the same bytes as a file.

Each has one process on one processor, and the readers another; what counts is the ratio of both in
one run. Then the same behind nginx of deploy/nginx, which keeps pages itself. Then many readers at
once meet the portal as `make run` serves it, while it is published.
"""

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import load
from tests.bench.front import BEHIND, OF_NGINX_BEHIND, nginx_that_keeps
from tests.bench.pages import KINDS, filled_portal
from tests.browser.server import ROOT, await_answer, command, free_port
from tests.durability.installation import Installation

READERS, SECONDS = 32, 6
SERVER, ASKING = "0", "1"
OF_NGINX, SLOWER = 0.25, 5
CROWDS = ((200, 1500, True), (1000, 100, False))
_HEAD = ("page", "bytes", "nginx/s", "kept/s", "share", "nginx µs", "kept µs", "share", "p99 ms")
_FORM = "{:16}{:>8}{:>9}{:>9}{:>7}{:>10}{:>9}{:>7}{:>12}"
_NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  default_type text/html;
  keepalive_requests 1000000;
  server {{ listen 127.0.0.1:{port}; root {folder}/pages; }}
}}
"""
# What publishing does to all that is kept, again and again.
_PUBLISHES = """
import time
from core.freshness.kept_warm import move
while True:
    move()
    time.sleep(2)
"""


def compare(database: str) -> Iterator[str]:
    """Yield the lines of a table, a picture of it, and what the crowds met."""
    with filled_portal(database) as portal:
        shares: dict[str, float] = {}
        yield _FORM.format(*_HEAD)
        with _served(portal, workers=1, processor=SERVER) as server:
            bodies = {what: _gzipped(portal, path) for what, (path, _, _) in KINDS.items()}
            with _nginx(portal.folder, bodies) as (port, nginx):
                for what, (path, _, _) in KINDS.items():
                    file = f"/{list(bodies).index(what)}"
                    theirs, their_us = _measured(f"http://127.0.0.1:{port}", file, nginx)
                    ours, our_us = _measured(portal.address, path, server)
                    shares[what] = their_us / our_us
                    yield _line(what, len(bodies[what]), theirs, their_us, ours, our_us)
        yield ""
        for what, share in shares.items():
            yield f"{what:16}{'█' * round(share * 100)} {share:.0%} of nginx"
        yield ""
        yield from _behind_nginx(portal, bodies)
        yield ""
        for readers, most_ms, is_published in CROWDS:
            with _served(portal, workers=2, processor=""):
                yield _crowd(portal, readers, most_ms, is_published=is_published)


def _behind_nginx(portal: Installation, bodies: dict[str, bytes]) -> Iterator[str]:
    begins = load.on_processor(SERVER, [])
    with (
        _served(portal, workers=1, processor=ASKING, front="true"),
        # As long a path as an installation has: nginx reads the link at its end for each request.
        tempfile.TemporaryDirectory(prefix="front-") as folder,
        nginx_that_keeps(Path(folder), portal.port, list(bodies.values()), begins) as (port, pid),
    ):
        for what in BEHIND:
            # The same nginx: TLS, log and bounds are those of both.
            file, address = f"/as-a-file/{list(bodies).index(what)}", f"https://127.0.0.1:{port}"
            theirs, their_us = _measured(address, file, pid)
            ours, our_us = _measured(address, KINDS[what][0], pid)
            share = ours.per_second / theirs.per_second
            missed = share < OF_NGINX_BEHIND or ours.failed
            yield (
                f"behind nginx, {what}: {ours.per_second:.0f}/s of {theirs.per_second:.0f}/s as a "
                f"file ({share:.0%}), {our_us:.1f} µs of {their_us:.1f} µs "
                f"({their_us / our_us:.0%}), p99 {theirs.p99:.1f} {ours.p99:.1f} ms"
                f"{' MISSED' if missed else ''}"
            )


def _line(
    what: str, size: int, theirs: load.Load, their_us: float, ours: load.Load, our_us: float
) -> str:
    share = their_us / our_us
    missed = share < OF_NGINX or ours.p99 > SLOWER * theirs.p99 or ours.failed
    line = _FORM.format(
        what,
        size,
        f"{theirs.per_second:.0f}",
        f"{ours.per_second:.0f}",
        f"{ours.per_second / theirs.per_second:.0%}",
        f"{their_us:.1f}",
        f"{our_us:.1f}",
        f"{share:.0%}",
        f"{theirs.p99:.1f} {ours.p99:.1f}",
    )
    return f"{line}  {'MISSED' if missed else ''}".rstrip()


def _measured(address: str, path: str, pid: int) -> tuple[load.Load, float]:
    """Return what readers saw, and the microseconds of a processor that an answer took."""
    load.read(address, [path], readers=READERS, seconds=1, processor=ASKING)
    before = load.processor_seconds(pid)
    seen = load.read(address, [path], readers=READERS, seconds=SECONDS, processor=ASKING)
    return seen, (load.processor_seconds(pid) - before) / seen.answers * 1e6


def _crowd(portal: Installation, readers: int, most_ms: int, *, is_published: bool) -> str:
    paths = [path for path, _, _ in KINDS.values()]
    publishing = None
    if is_published:
        publishing = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", _PUBLISHES],
            cwd=ROOT,
            env=portal.environment,
        )
    else:
        load.read(portal.address, paths, readers=READERS, seconds=2)
    try:
        seen = load.read(portal.address, paths, readers=readers, seconds=20)
    finally:
        if publishing:
            publishing.kill()
            publishing.wait()
    how = "cold, published every 2 s" if is_published else "warm"
    missed = " MISSED" if seen.failed or seen.p95 > most_ms else ""
    return (
        f"{readers} readers at once, {how}: {seen.per_second:.0f} pages/s, {seen.failed} failed, "
        f"p50 {seen.p50:.0f} ms, p95 {seen.p95:.0f} ms (goal {most_ms}){missed}"
    )


def _gzipped(portal: Installation, path: str) -> bytes:
    """Return the bytes of a page as they are kept, having asked until it is."""
    request = urllib.request.Request(portal.address + path, headers={"Accept-Encoding": "gzip"})
    for _ in range(20):
        with urllib.request.urlopen(request, timeout=30) as answer:
            body: bytes = answer.read()
            if answer.headers["Cache-Status"].endswith("; hit"):
                return body
    raise RuntimeError(f"{path} is not kept")


@contextmanager
def _served(
    portal: Installation, *, workers: int, processor: str, front: str = "false"
) -> Iterator[int]:
    """Serve the portal as production does, its log to a file; yields the number of the process."""
    serving = command(portal.port)
    serving[serving.index("--workers") + 1] = str(workers)
    log = portal.folder / "bench.log"
    with log.open("a") as output:
        server = subprocess.Popen(
            load.on_processor(processor, serving),
            cwd=ROOT,
            env={**portal.environment, "FRONT_CACHE": front},
            stdout=output,
            stderr=output,
        )
    try:
        await_answer(f"{portal.address}/healthz", server, log)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=60)


@contextmanager
def _nginx(folder: Path, bodies: dict[str, bytes]) -> Iterator[tuple[int, int]]:
    """Hand out the bodies as files 0, 1, 2 …; yields the port and the number of the process."""
    pages, port = folder / "pages", free_port()
    pages.mkdir()
    # Whoever is root starts nginx's workers as somebody else.
    folder.chmod(0o755)
    for number, body in enumerate(bodies.values()):
        (pages / str(number)).write_bytes(body)
    conf = folder / "bench-nginx.conf"
    conf.write_text(_NGINX.format(folder=folder, port=port))
    program = load.needed("nginx", "nginx-light")
    server = subprocess.Popen(load.on_processor(SERVER, [program, "-c", str(conf)]))
    try:
        time.sleep(1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=10)
