"""Whether a proposal can be lost: `make durability`, or `python -m tests.durability`.

Starts a portal of its own as `make run` does, with its worker and a mail server, sends proposals as
browsers do, and meanwhile takes things away: `--scenario kill` (the default) kills all processes,
`locked` locks the database, `disk` fills the disk, `mail` takes the mail server away for hours. In
the end it compares every receipt that was shown with what is stored and mailed. Prints figures, and
fails when anything was lost, doubled or promised in vain.
"""

import argparse
import os
import sys
from contextlib import ExitStack
from importlib import import_module
from typing import Any

from tests.durability.installation import installed
from tests.durability.say import say
from tests.durability.small_disk import NotPossible, small_disk

SCENARIOS = {
    "kill": "tests.durability.killing",
    "locked": "tests.durability.locked",
    "disk": "tests.durability.full_disk",
    "mail": "tests.durability.mail_away",
}


def main() -> int:
    """Run what was asked for; return 1 when something must not have happened."""
    parser = argparse.ArgumentParser(prog="tests.durability", description=__doc__)
    parser.add_argument("--proposals", type=int, default=1000, metavar="N")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=5, help="how many send at the same time")
    parser.add_argument("--seed", type=int, default=1, help="another one kills at other moments")
    parser.add_argument("--scenario", choices=SCENARIOS, default="kill")
    parser.add_argument(
        "--database", default="sqlite", help="sqlite, or the address of a PostgreSQL server"
    )
    asked = parser.parse_args()
    with ExitStack() as taken_away:
        try:
            disk = taken_away.enter_context(small_disk()) if asked.scenario == "disk" else None
        except NotPossible:
            say("Left out: only the superuser of a Linux machine can mount a disk to be filled.")
            return 0
        portal = taken_away.enter_context(installed(asked.database, folder=disk))
        os.environ.update(portal.environment)
        sys.path.insert(0, portal.environment["PYTHONPATH"].split(os.pathsep)[0])
        import_module("django").setup()
        scenario: Any = import_module(SCENARIOS[asked.scenario])
        given = {"proposals": asked.proposals, "kills": asked.kills}
        broken = scenario.run(portal, **given, at_once=asked.at_once, seed=asked.seed)
        import_module("django.db").connections.close_all()
    for what in broken:
        say(f"  WRONG: {what}")
    say(f"\n  {'FAILED' if broken else 'passed'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
