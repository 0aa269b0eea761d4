"""Point 6: nobody's mailbox is filled by somebody else, with one form or with many."""

import sqlite3
import time
from collections import Counter

from tests.attack.server import Portal
from tests.attack.visitor import Fields, Visitor

FORM, STRANGER = "/forening/anmal/", "offer@exempel.se"
TRIES = 46


def attack(portal: Portal) -> list[str]:
    """Name a stranger as the sender: with one form 46 times, then with 46 forms."""
    one = Visitor(portal.address, "127.0.4.1")
    form = one.form(FORM)
    # Faster than any person is refused for that alone.
    time.sleep(4)
    with_one = Counter(one.post(FORM, _filled(form, n)).status for n in range(TRIES))
    forms = {n: Visitor(portal.address, f"127.0.5.{n + 1}") for n in range(TRIES)}
    opened = {n: visitor.form(FORM) for n, visitor in forms.items()}
    time.sleep(4)
    with_many = Counter(
        visitor.post(FORM, _filled(opened[n], TRIES + n)).status for n, visitor in forms.items()
    )
    return [
        f"one form {TRIES} times   {dict(with_one)}",
        f"{TRIES} forms            {dict(with_many)}",
        f"letters to the stranger: {_letters(portal)}",
    ]


def _filled(form: Fields, number: int) -> Fields:
    return {
        **form,
        "title": f"Förening {number}",
        "activities": f"Schack på dag {number}.",
        "sender_name": "Åsa Öberg",
        "sender_email": STRANGER,
    }


def _letters(portal: Portal) -> str:
    if portal.folder is None:
        return "only a fresh portal tells"
    with sqlite3.connect(portal.folder / "portal.sqlite3") as database:
        found = database.execute('SELECT count(*) FROM casework_mail WHERE "to" = ?', [STRANGER])
        return str(found.fetchone()[0])
