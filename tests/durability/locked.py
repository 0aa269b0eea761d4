"""The database is locked by somebody else, three times for twelve seconds and once for longer.

Twelve seconds are less than the portal waits, so everybody gets a receipt. Twenty-five are more:
then a page comes that says so and keeps the words.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count

from tests.durability import checking
from tests.durability.installation import Installation
from tests.durability.mail_server import Mood, MoodyServer
from tests.durability.preparing import prepare
from tests.durability.say import note, say, table
from tests.durability.senders import Record, send_all
from tests.durability.words import Wanted, wanted

LOCKS_S = (12.0, 12.0, 12.0, 25.0)
_BETWEEN_S = 6.0
_TABLES = (
    "associations_proposal, associations_proposalfile, casework_heldfile, casework_ratecount,"
    " casework_dispatch, casework_mail"
)
# Programs of their own: what is given is the database and for how many seconds.
_SQLITE = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
time.sleep(float(sys.argv[2]))
"""
_POSTGRESQL = f"""
import psycopg, sys, time
with psycopg.connect(sys.argv[1]) as held:
    held.execute("LOCK TABLE {_TABLES}")
    time.sleep(float(sys.argv[2]))
"""


def lock(database_url: str, seconds: float) -> None:
    """Keep everybody else from writing for so long, in another process."""
    path = database_url.removeprefix("sqlite:///")
    program = _POSTGRESQL if path == database_url else _SQLITE
    subprocess.run([sys.executable, "-c", program, path, str(seconds)], check=True)


def run(portal: Installation, *, proposals: int, kills: int, at_once: int, seed: int) -> list[str]:
    """Send for as long as the locks last; tell the figures, return what must not have happened."""
    place = prepare(checking.MAILBOX)
    mail, record = MoodyServer(portal.smtp_port), Record()
    mail.become(Mood.UP)
    portal.start()
    over = threading.Event()
    locking = threading.Thread(target=lambda: _lock_again_and_again(portal, over))
    locking.start()
    send_all(portal.address, _until(over), str(place), record, at_once=min(at_once, 4))
    locking.join()
    checking.await_empty_outbox(300)
    portal.kill()
    mail.become(Mood.AWAY)
    figures = {
        **checking.cases(record),
        **checking.leftovers(record),
        **checking.mails(record, mail),
        "locked, seconds": ", ".join(f"{seconds:.0f}" for seconds in LOCKS_S),
        "answers 500": record.answers["500"],
    }
    say()
    table(figures)
    say("\n  what the senders met")
    table(dict(sorted(record.answers.items())))
    return record.broken


def _lock_again_and_again(portal: Installation, over: threading.Event) -> None:
    for seconds in LOCKS_S:
        time.sleep(_BETWEEN_S)
        note(f"locking for {seconds:.0f} s")
        lock(portal.database_url, seconds)
    time.sleep(_BETWEEN_S)
    over.set()


def _until(over: threading.Event) -> Iterator[Wanted]:
    for number in count(1):
        if over.is_set():
            return
        yield wanted(number)
