"""Point 1: millions of marks on one letter hold nobody up, in whichever field they come."""

from collections import Counter
from urllib.parse import urlencode

from tests.attack.server import Portal
from tests.attack.visitor import Visitor

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
    seen: Counter[int] = Counter()
    slowest, where, sender = 0.0, "", 0
    for path in FORMS:
        fields = Visitor(portal.address).form(path)
        for name in [*fields, "unknown"]:
            sender += 1
            others = urlencode({each: text for each, text in fields.items() if each != name})
            body = name.encode() + b"=" + MARKS + b"&" + others.encode()
            answer = Visitor(portal.address, f"127.0.1.{sender}").post(path, body)
            seen[answer.status] += 1
            if answer.seconds > slowest:
                slowest, where = answer.seconds, f"{name} of {path}"
    told = ", ".join(f"{status}: {count}" for status, count in sorted(seen.items()))
    return [
        f"{seen.total()} fields, {told}",
        f"slowest {slowest * 1000:.0f} ms ({where}; below 1 s is asked)",
    ]
