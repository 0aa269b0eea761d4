"""Point 3: ten thousand invented addresses leave the portal where it was."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.attack.server import Portal
from tests.attack.visitor import Visitor

FIRST, MANY, AT_ONCE = 500, 10_000, 4
_SHAPES = (
    "/platser/p{n}/",
    "/p{n}/",
    "/dialoger/p{n}/?a={n}",
    "/media/images/p{n}.png",
    "/sok/?q=p{n}",
)


def attack(portal: Portal) -> list[str]:
    """Ask for what does not exist; compare memory and stored bytes after some and after all."""
    _ask(portal, range(FIRST))
    before = _weight(portal)
    _ask(portal, range(FIRST, MANY))
    after = _weight(portal)
    return [f"{name:16} {before[name]:9.1f} MB, then {after[name]:9.1f} MB" for name in before]


def _ask(portal: Portal, numbers: range) -> None:
    visitor = Visitor(portal.address)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda n: visitor.get(_SHAPES[n % len(_SHAPES)].format(n=n)), numbers))


def _weight(portal: Portal) -> dict[str, float]:
    """Return megabytes by what holds them; nothing for a portal that somebody else started."""
    if portal.process is None or portal.folder is None:
        return {}
    stored = sum(path.stat().st_size for path in portal.folder.rglob("*") if path.is_file())
    resident = sum(_resident(pid) for pid in _family(portal.process.pid))
    return {"resident memory": resident / 1024, "files": stored / 1024**2}


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
