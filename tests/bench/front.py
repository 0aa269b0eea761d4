"""nginx of deploy/nginx before the portal, for readers that all come from one machine."""

import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.local import proxy
from deploy.local.hosts import Host
from deploy.local.parts import Part, stop_all
from deploy.local.programs import free_ports

# Of what nginx serves of the same bytes as a file.
OF_NGINX_BEHIND = 0.65
BEHIND = ("front page", "news list", "search")


@contextmanager
def nginx_that_keeps(
    folder: Path, portal: int, bodies: Sequence[bytes], begins: list[str]
) -> Iterator[tuple[int, int]]:
    """Keep what the portal on a port gives away; yields the port and the number of the process.

    As an installation has it, TLS and log, but for the bound on what one sender may ask. Hands out
    the bodies, too, as files below /as-a-file/.
    """
    for name in ("log", "run", "files"):
        (folder / name).mkdir()
    folder.chmod(0o711)
    for number, body in enumerate(bodies):
        (folder / f"files/{number}").write_bytes(body)
    port, plain_port = free_ports(2)
    hosts = [Host(name, "127.0.0.1", portal) for name in ("one", "two")]
    proxy.make_certificate(folder)
    proxy.write_conf(folder, hosts, port=port, plain_port=plain_port)
    conf = folder / "nginx/trygghetsportalen"
    with (conf / "here/https.conf").open("a") as https:
        https.write(
            f"keepalive_requests 1000000;\nlocation /as-a-file/ {{ alias {folder}/files/; }}\n"
        )
    ours = conf / "trygghetsportalen.conf"
    ours.write_text(re.sub(r"rate=\d+r/s", "rate=1000000r/s", ours.read_text()))
    main = folder / "nginx/nginx.conf"
    main.write_text(main.read_text().replace("worker_processes auto", "worker_processes 1"))

    def listens() -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        return False

    follows, keeps = proxy.generation(folder), proxy.nginx(folder, is_ready=listens)
    keeps.command = [*begins, *keeps.command]
    parts: list[Part] = []
    try:
        for part in (follows, keeps):
            part.start()
            parts.append(part)
            part.await_answer(within_s=20)
        assert keeps.process is not None
        yield port, keeps.process.pid
    finally:
        stop_all(parts[::-1])
