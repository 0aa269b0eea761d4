"""Point 4: passwords are not guessed, from one address or from many, and the owner gets in."""

import json
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from tests.attack.server import Portal
from tests.attack.visitor import Seen, Visitor

NAME, LOGIN = "handlaggare", "/admin/login/"
TRIES = 60


def attack(portal: Portal) -> list[str]:
    """Guess from one address, from many in turn, and from many at once; then let the owner try."""
    if portal.folder is None:
        return ["left out: only a fresh portal tells its password"]
    password = json.loads((portal.folder / "admin-login.json").read_text())["password"]
    device = Visitor(portal.address, "127.0.9.1")
    first = _log_in(device, password)
    one = _guess(portal, ["127.0.2.1"] * TRIES)
    many = _guess(portal, [f"127.0.3.{n}" for n in range(1, TRIES + 1)])
    stranger = _log_in(Visitor(portal.address, "127.0.9.2"), password)
    return [
        f"the owner, before             {first.status}",
        f"{TRIES} from one address          {_told(one)} (200: looked at)",
        f"{TRIES} from as many, at once     {_told(many)}",
        f"the owner, another device     {stranger.status}",
        f"the owner, the known device   {_again(device, password).status}",
    ]


def _guess(portal: Portal, senders: Iterable[str]) -> list[int]:
    with ThreadPoolExecutor(8) as threads:
        return list(
            threads.map(
                lambda sender: _log_in(Visitor(portal.address, sender), "fel").status, senders
            )
        )


def _again(device: Visitor, password: str) -> Seen:
    for name in [name for name in device.cookies if "session" in name]:
        del device.cookies[name]
    return _log_in(device, password)


def _log_in(visitor: Visitor, password: str) -> Seen:
    fields = visitor.form(LOGIN)
    return visitor.post(LOGIN, {**fields, "username": NAME, "password": password})


def _told(statuses: list[int]) -> str:
    return ", ".join(f"{status}: {count}" for status, count in sorted(Counter(statuses).items()))
