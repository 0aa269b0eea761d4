"""Point 1: millions of marks on one letter hold nobody up, in whichever field they come."""

import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from urllib.parse import urlencode

from tests.attack.server import Portal
from tests.attack.visitor import Fields, Visitor

# 2.6 MB, as they are sent.
MARKS = ("a" + "\u0301\u0327" * 650_000).encode()
FORMS = (
    "/tyck-till/",
    "/tyck-till/fel/",
    "/tyck-till/tillganglighet/",
    "/forening/anmal/",
    "/forening/rapportera-fel/",
    "/forening/ny-lank/",
    "/partnerskap/foresla/formular/",
    "/partnerskap/mitt-forslag/ny-lank/",
)


def attack(portal: Portal) -> list[str]:
    """Send them to each field of each form, each from a sender of its own."""
    opened = list(_opened(portal))
    # Faster than any person is refused for that alone.
    time.sleep(4)
    seen: Counter[int] = Counter()
    slowest, where = 0.0, ""
    for visitor, path, name, fields in opened:
        others = urlencode({each: text for each, text in fields.items() if each != name})
        answer = visitor.post(path, name.encode() + b"=" + MARKS + b"&" + others.encode())
        seen[answer.status] += 1
        if answer.seconds > slowest:
            slowest, where = answer.seconds, f"{name} of {path}"
    told = ", ".join(f"{status}: {count}" for status, count in sorted(seen.items()))
    return [
        f"{seen.total()} fields, {told}",
        f"slowest {slowest * 1000:.0f} ms ({where}; below 1 s is asked)",
    ]


def _opened(portal: Portal) -> Iterator[tuple[Visitor, str, str, Fields]]:
    senders = count(1)
    for path in FORMS:
        for name in [*Visitor(portal.address).form(path), "unknown"]:
            visitor = Visitor(portal.address, f"127.0.1.{next(senders)}")
            yield visitor, path, name, visitor.form(path)
