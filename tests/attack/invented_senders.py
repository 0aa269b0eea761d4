"""Point 5: a sender who invents headers stays one sender, and is stopped by the limit."""

import asyncio
from collections import Counter

from tests.attack.server import Portal
from tests.attack.wire import Target

TRIES = 15
_INVENTED = {
    "none": {},
    "X-Forwarded-For": {"X-Forwarded-For": "198.51.100.{n}"},
    "with a port": {"X-Forwarded-For": "198.51.100.7:{n}"},
    "X_Forwarded_For": {"X_Forwarded_For": "198.51.100.{n}"},
    "X-Forwarded_For": {"X-Forwarded_For": "198.51.100.{n}"},
    "Forwarded": {"Forwarded": "for=198.51.100.{n}"},
    "Remote_Addr": {"Remote_Addr": "198.51.100.{n}"},
}


def attack(portal: Portal) -> list[str]:
    """Send the same wrong form with each header, each time from another invented address."""
    return asyncio.run(_attack(Target(portal.address)))


async def _attack(target: Target) -> list[str]:
    lines = []
    for name, headers in _INVENTED.items():
        seen: Counter[int] = Counter()
        for number in range(TRIES):
            told = {key: value.format(n=number + 1) for key, value in headers.items()}
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            answer = await target.ask("/tyck-till/fel/", b"message=x", {**kind, **told})
            seen[answer.status] += 1
        lines.append(f"{name:16} " + ", ".join(f"{k}: {v}" for k, v in sorted(seen.items())))
    return lines
