"""Runs attacks on a portal of this machine, one after the other, and prints figures.

Each is a function that takes the portal and returns lines. Whoever adds one says what it asks for
in its docstring, keeps it short, and lists it here; what stops the portal goes last.
"""

import argparse
from collections.abc import Callable
from contextlib import nullcontext

from tests.attack import (
    full_mailbox,
    guessing,
    invented_addresses,
    invented_senders,
    marks,
    slow_senders,
)
from tests.attack.server import Portal, fresh_portal

ATTACKS: dict[str, Callable[[Portal], list[str]]] = {
    "marks": marks.attack,
    "growth": invented_addresses.attack,
    "guessing": guessing.attack,
    "senders": invented_senders.attack,
    "mailbox": full_mailbox.attack,
    "slow": slow_senders.attack,
}


def main() -> None:
    """Attack a fresh portal, or the one at an address of this machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(ATTACKS), help="one attack alone")
    parser.add_argument("--address", help="attack this portal, such as http://127.0.0.1:8000")
    given = parser.parse_args()
    with nullcontext(Portal(given.address)) if given.address else fresh_portal() as portal:
        for name, attack in ATTACKS.items():
            if given.only in (None, name):
                print(f"{name}: {(attack.__module__.rpartition('.')[2]).replace('_', ' ')}")  # noqa: T201
                for line in attack(portal):
                    print(f"  {line}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
