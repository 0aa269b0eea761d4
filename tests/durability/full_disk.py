"""The disk that holds database, files and temporary files is full for a while."""

import re
import threading
import time

from tests.durability import checking
from tests.durability.browser import Browser, NoAnswer
from tests.durability.installation import Installation
from tests.durability.mail_server import Mood, MoodyServer
from tests.durability.preparing import prepare
from tests.durability.say import note, say, table
from tests.durability.senders import FORM, Record, send_all
from tests.durability.small_disk import fill
from tests.durability.words import wanted

_FULL_S = 20.0
_PROPOSALS = 60
_BEFORE = 10
_PAGES = ("/", "/partnerskap/", "/partnerskap/foresla/", FORM, "/foreningar/", "/sok/?q=trygghet")
_INNER = re.compile(r'href="(/[^"#?]*/)"')


def run(portal: Installation, *, proposals: int, kills: int, at_once: int, seed: int) -> list[str]:
    """Send before, while and after; tell the figures, return what must not have happened."""
    # Uploads are first written where temporary files are; on a small machine that is one disk.
    temporary = portal.folder / "temporary"
    temporary.mkdir()
    portal.environment["TMPDIR"] = str(temporary)
    place = prepare(checking.MAILBOX)
    mail, record, pages = MoodyServer(portal.smtp_port), Record(), Record()
    mail.become(Mood.UP)
    portal.start()
    reader = threading.Thread(target=lambda: _fill_and_read(portal, record, pages))
    reader.start()
    numbers = (wanted(number) for number in range(1, _PROPOSALS + 1))
    send_all(portal.address, numbers, str(place), record, at_once=min(at_once, 4))
    reader.join()
    checking.await_empty_outbox(300)
    portal.kill()
    mail.become(Mood.AWAY)
    figures = {
        **checking.cases(record),
        **checking.leftovers(record),
        **checking.mails(record, mail),
        **checking.logs(record, portal.logs),
        "answers 500": record.answers["500"],
        "seconds without room": _FULL_S,
    }
    say()
    table(figures)
    say("\n  what the senders met")
    table(dict(sorted(record.answers.items())))
    say("\n  what readers met while there was no room")
    table(dict(sorted(pages.answers.items())))
    return record.broken + pages.broken


def _fill_and_read(portal: Installation, record: Record, pages: Record) -> None:
    while len(record.receipts) < _BEFORE:
        time.sleep(0.05)
    filler = fill(portal.folder)
    until = time.monotonic() + _FULL_S
    note(f"the disk is full after {len(record.receipts)} receipts")
    browser = Browser(portal.address, "10.200.0.1")
    known = list(_PAGES)
    for path in known:
        if time.monotonic() > until:
            break
        # Whatever room somebody else gave back is taken at once.
        fill(portal.folder)
        try:
            answer = browser.get(path)
        except NoAnswer:
            pages.violation(f"{path} was not answered")
            continue
        pages.count(f"{answer.status}")
        if answer.status != 200:
            pages.violation(f"{path} answered {answer.status}")
        if path == "/":
            known += sorted(set(_INNER.findall(answer.text)) - {*known, "/admin/"})
    time.sleep(max(0.0, until - time.monotonic()))
    note(f"{len(record.receipts)} receipts so far; making room")
    filler.unlink()
