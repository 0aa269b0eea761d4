"""Proposals are sent while server and worker are killed and the mail server comes and goes."""

import random
import threading
import time
from collections.abc import Callable

from tests.durability import checking
from tests.durability.installation import Installation
from tests.durability.mail_server import Mood, MoodyServer
from tests.durability.preparing import prepare
from tests.durability.say import note, say, table
from tests.durability.senders import Record, send_all
from tests.durability.words import wanted

# The mail server is up for so long and away or unwilling for so long, in turn.
_MOOD_S = (2.0, 9.0)
_OUTBOX_S = 900.0


def run(portal: Installation, *, proposals: int, kills: int, at_once: int, seed: int) -> list[str]:
    """Do it, tell the figures, and return what must not have happened."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    note(f"{proposals} proposals, {kills} kills, {at_once} senders at once, seed {seed}")
    place = prepare(checking.MAILBOX)
    mail = MoodyServer(portal.smtp_port)
    record = Record()
    portal.start()
    note("the portal answers")
    over = threading.Event()
    moody = _beside(lambda: _come_and_go(mail, over, random.Random(seed)))  # noqa: S311
    killer = _beside(lambda: _kill(portal, record, proposals, kills, chance))
    started = time.monotonic()
    numbers = (wanted(number) for number in range(1, proposals + 1))
    send_all(portal.address, numbers, str(place), record, at_once=at_once)
    took = time.monotonic() - started
    note("all senders have their receipts")
    killer.join()
    over.set()
    moody.join()
    mail.become(Mood.UP)
    checking.await_empty_outbox(_OUTBOX_S)
    note("the outbox is empty")
    portal.kill()
    mail.become(Mood.AWAY)
    survived = record.answers.pop("times killed and started again", 0)
    if survived != kills:
        record.violation(f"only {survived} of {kills} kills were done")
    figures = {
        **checking.cases(record),
        **checking.leftovers(record),
        **checking.mails(record, mail),
        **checking.logs(record, portal.logs),
        "seconds until the last receipt": f"{took:.0f}",
        "times killed and started again": survived,
    }
    say()
    table(figures)
    say("\n  what the senders met")
    table(dict(sorted(record.answers.items())))
    return record.broken


def _come_and_go(mail: MoodyServer, over: threading.Event, chance: random.Random) -> None:
    while not over.is_set():
        mail.become(Mood.UP)
        over.wait(chance.uniform(*_MOOD_S))
        mail.become(chance.choice([Mood.AWAY, Mood.UNWILLING]))
        over.wait(chance.uniform(*_MOOD_S))


def _kill(
    portal: Installation, record: Record, proposals: int, kills: int, chance: random.Random
) -> None:
    """Kill everything `kills` times, spread at random over the receipts."""
    for number, receipts in enumerate(sorted(chance.sample(range(proposals), kills)), start=1):
        while len(record.receipts) < receipts and len(record.broken) < proposals / 10:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.5))
        portal.kill()
        note(f"kill {number} of {kills} after {len(record.receipts)} receipts")
        portal.start()
        record.count("times killed and started again")


def _beside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread
