"""The machines of the set: network namespaces where root may make them, else 127.0.0.1.

In a namespace a host has its own loopback, addresses and ports, and reaches the others through a
bridge only, as in a data centre: what would work by accident on one machine does not work there.
"""

import os
import re
import secrets
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.local.parts import CannotStart
from deploy.local.programs import free_ports, program

# Inside the network for trying things out (RFC 2544), which is nobody's.
_NETWORK = "198.18"
_PREFIX = "city-"


@dataclass(frozen=True)
class Host:
    """Where a group of the portal's processes runs. `begins` is what its commands begin with."""

    name: str
    address: str
    port: int
    begins: Sequence[str] = ()


class Hosts:
    """Some hosts, and the address at which they find what they share."""

    middle: str
    all: list[Host]

    def remove(self) -> None:
        """Leave nothing of them."""


class OnLoopback(Hosts):
    """Hosts that are told apart by their ports."""

    def __init__(self, names: Sequence[str]) -> None:
        self.middle = "127.0.0.1"
        ports = free_ports(len(names))
        self.all = [Host(name, self.middle, port) for name, port in zip(names, ports, strict=True)]


class InNamespaces(Hosts):
    """Hosts with a network of their own each. Raises OSError where the system does not let us."""

    def __init__(self, names: Sequence[str]) -> None:
        network = f"{_NETWORK}.{secrets.randbelow(250) + 1}"
        self.middle = f"{network}.1"
        self.all = []
        _remove_what_others_left()
        self._mark = f"{os.getpid()}"
        bridge = f"{_PREFIX}{self._mark}"
        try:
            _ip("link", "add", bridge, "type", "bridge")
            _ip("addr", "add", f"{self.middle}/24", "dev", bridge)
            _ip("link", "set", bridge, "up")
            for number, name in enumerate(names, start=11):
                self._add(name, f"{network}.{number}", bridge)
        except OSError:
            self.remove()
            raise

    def _add(self, name: str, address: str, bridge: str) -> None:
        namespace, number = f"{bridge}-{name}", len(self.all)
        outside, inside = f"c{self._mark}-{number}o", f"c{self._mark}-{number}i"
        _ip("netns", "add", namespace)
        _ip("link", "add", outside, "type", "veth", "peer", "name", inside)
        _ip("link", "set", outside, "master", bridge, "up")
        _ip("link", "set", inside, "netns", namespace)
        _ip("-n", namespace, "addr", "add", f"{address}/24", "dev", inside)
        _ip("-n", namespace, "link", "set", inside, "up")
        _ip("-n", namespace, "link", "set", "lo", "up")
        begins = (program("ip", "iproute2"), "netns", "exec", namespace)
        self.all.append(Host(name, address, 8000, begins))

    def remove(self) -> None:
        """Remove namespaces and bridge; the cables go with them."""
        _remove(self._mark)


def _ip(*arguments: str) -> str:
    command = [program("ip", "iproute2"), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise OSError(ended.stderr)
    return ended.stdout


def _remove(mark: str) -> None:
    for line in _ip("netns", "list").splitlines():
        name = line.split(" ")[0]
        if name.startswith(f"{_PREFIX}{mark}-"):
            _ip("netns", "del", name)
    with suppress(OSError):
        _ip("link", "del", f"{_PREFIX}{mark}")


def _remove_what_others_left() -> None:
    """Whoever is killed removes nothing."""
    for line in _ip("netns", "list").splitlines():
        marked = re.match(rf"{_PREFIX}(\d+)-", line)
        if marked and not Path("/proc", marked[1]).exists():
            _remove(marked[1])


def make_hosts(names: Sequence[str], *, may_be_namespaces: bool) -> Hosts:
    """Return hosts of these names, as far apart as this machine lets us have them."""
    if may_be_namespaces and os.geteuid() == 0:
        with suppress(OSError, CannotStart):
            return InNamespaces(names)
    return OnLoopback(names)
