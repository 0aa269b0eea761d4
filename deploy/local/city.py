"""The whole set: what is started in which order, and how it is looked after and stopped."""

import ssl
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local import portals, proxy, stores
from deploy.local.hosts import Hosts, make_hosts
from deploy.local.parts import Part, run_once, stop_all, supervise
from deploy.local.programs import free_ports

ADMINISTRATOR = "admin@exempel.se"
_HOSTS = ("one", "two")
_LOOKS_EVERY_S = 0.2
# Migrating an empty database on a slow machine.
_PREPARED_WITHIN_S = 600.0

Say = Callable[[str], object]


@dataclass
class City:
    """A set in `folder`, served on https://127.0.0.1:`port`; `database` names one that exists."""

    folder: Path
    port: int
    plain_port: int
    database: str = ""
    may_be_namespaces: bool = True
    say: Say = print
    _hosts: Hosts | None = None
    # Stopped from the last to the first.
    _parts: list[Part] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where readers come."""
        return f"https://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start everything, until a reader would get the front page. Raises CannotStart."""
        for name in ("log", "run"):
            (self.folder / name).mkdir(exist_ok=True)
        # A database that is given listens where it likes, which may be on loopback only.
        self._hosts = make_hosts(
            _HOSTS, may_be_namespaces=self.may_be_namespaces and not self.database
        )
        told = self._start_stores(self._hosts.middle)
        with_buckets = "AWS_S3_ENDPOINT_URL" in told
        hosts = [
            portals.Installation(
                host,
                self.folder,
                told,
                files=self.folder / (f"var-{host.name}" if with_buckets else "var"),
            )
            for host in self._hosts.all
        ]
        self.say("Preparing the portal ...")
        # One host after the other, as in an upgrade.
        for host in hosts:
            host.write_manage()
            run_once(host.preparing(ADMINISTRATOR), within_s=_PREPARED_WITHIN_S)
            self._add(host.server())
        self._add(hosts[0].worker())
        proxy.make_certificate(self.folder)
        proxy.write_conf(self.folder, self._hosts.all, port=self.port, plain_port=self.plain_port)
        self._add(proxy.generation(self.folder))
        self._add(proxy.nginx(self.folder, is_ready=self._is_ready))

    def _start_stores(self, middle: str) -> dict[str, str]:
        """Start what hosts share; return what the portal has to know."""
        self.say("Starting database, cache, store and mail server ...")
        database, redis, store, mail = free_ports(4)
        at = self.database
        if not at:
            part, at = stores.postgres(self.folder, middle, database)
            self._add(part)
        self._add(stores.redis(self.folder, middle, redis))
        self._add(stores.mail(self.folder, middle, mail))
        told = portals.environment(
            self.folder,
            port=self.port,
            database=at,
            redis=f"redis://{middle}:{redis}/0",
            mail=f"smtp://{middle}:{mail}",
        )
        if kept := stores.buckets(self.folder, middle, store):
            self._add(kept[0])
            told |= kept[1]
        return told

    def _add(self, part: Part) -> None:
        self._parts.append(part)
        part.start()
        part.await_answer()

    def _is_ready(self) -> bool:
        trust = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        address = f"{self.address}/readyz"
        with suppress(OSError), urllib.request.urlopen(address, timeout=5, context=trust) as told:
            return bool(told.status == 200)
        return False

    def look_after(self) -> None:
        """Start again what has ended, and say so."""
        for part in supervise(self._parts):
            self.say(f"{part.name} had ended, and runs again")
            if part.then is not None:
                part.await_answer()
        time.sleep(_LOOKS_EVERY_S)

    def stop(self) -> None:
        """Stop everything, and leave no process and no network."""
        stop_all(self._parts[::-1])
        if self._hosts is not None:
            self._hosts.remove()
