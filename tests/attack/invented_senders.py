"""Point 5: a sender who invents headers stays one sender, and is stopped by the limit."""

import time
from collections import Counter

from tests.attack.server import Portal
from tests.attack.visitor import Visitor

# More than the form takes from one sender in ten minutes.
FORM, TRIES = "/tyck-till/fel/", 25
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
    """Send a form with each header from one place, each time as another invented address."""
    lines = []
    for place, (name, headers) in enumerate(_INVENTED.items(), start=1):
        opened = []
        for number in range(1, TRIES + 1):
            visitor = Visitor(portal.address, f"127.0.6.{place}")
            opened.append((visitor, visitor.form(FORM)))
            visitor.headers = {key: value.format(n=number) for key, value in headers.items()}
        # Faster than any person is refused for that alone.
        time.sleep(4)
        seen = Counter(
            visitor.post(FORM, {**form, "text": f"Länk {name} {number} leder fel."}).status
            for number, (visitor, form) in enumerate(opened)
        )
        lines.append(f"{name:16} " + ", ".join(f"{k}: {v}" for k, v in sorted(seen.items())))
    return lines
