"""After the daily job nothing of what was due is anywhere, down to the bytes of the database."""

import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Site

from associations.proposals.actions.retention import erase_chosen
from casework.erasing import remains
from casework.files.private_storage import private_storage, put
from casework.mail.outbox import queue_mail
from casework.models import ErasureRecord, HeldFile, LogInBrake, Mail, PasswordResetRequest
from casework.worker.daily import offered_jobs, run_due
from core.models import User
from dialogues.models import Registration
from dialogues.sign_up.actions.registrations import cancel
from home.models import Feedback
from tests.associations.proposals.handling import officers_browser, user_of
from tests.dialogues.taking_part import come, walk_in
from tests.factories.dialogues import DialogueIndexFactory
from tests.factories.feedback import FeedbackFactory
from tests.factories.home import HomePageFactory, NewsFactory, NewsIndexFactory
from tests.factories.proposals import (
    ProposalEventFactory,
    ProposalFactory,
    ProposalFileFactory,
)
from tests.factories.suggestions import SuggestionFactory

# In whatever is due stands this word and the kind; in what is not, another.
DUE, KEPT = "Kanariefagel", "Koltrastunge"
# Later than the longest rule.
LATER = timedelta(days=12 * 365)


@pytest.fixture
def front(transactional_db: None) -> Any:
    """A front page that other connections see, too."""
    root = Page.get_first_root_node()
    front = HomePageFactory(parent=root, locale=Locale.get_default())
    Site.objects.update(root_page=front)
    return front


def words(kind: str, word: str = DUE) -> str:
    return f"{word}{kind}"


def received(word: str) -> None:
    """What readers and associations send: handled and forgotten."""
    said = {"text": words("text", word), "sender_name": words("namn", word)}
    said["sender_email"] = f"{word.lower()}@exempel.se"
    FeedbackFactory(**said)
    FeedbackFactory(handled=True, note=words("anteckning", word), **said)
    suggested = {"data": {"activities": words("data", word)}, "base": {"title": words("b", word)}}
    who = {"sender_name": words("namn", word), "sender_email": f"{word.lower()}@exempel.se"}
    SuggestionFactory(message=words("meddelande", word), **suggested, **who)
    SuggestionFactory(refused=True, applied={"title": words("infort", word)}, **suggested, **who)


def a_proposal() -> Any:
    names = ("contact_name", "title", "problem", "activity", "needs", "phone", "association_name")
    proposal = ProposalFactory(
        closed=True, email=f"{DUE.lower()}@exempel.se", **{name: words(name) for name in names}
    )
    ProposalEventFactory(case=proposal, text=words("samtal"))
    ProposalFileFactory(case=proposal, name=f"{DUE}.pdf", content=f"%PDF {DUE}".encode())
    with transaction.atomic():
        mailed(f"{DUE.lower()}@exempel.se", "proposal", reference=proposal.reference)
    return proposal


def mailed(to: str, event: str, reference: str = "") -> None:
    queue_mail(
        to=to,
        template="casework/mail/password_reset",
        context={"username": words("brev"), "link": "", "minutes": 60},
        reference=reference,
        event=event,
    )


def what_the_portal_notes() -> None:
    """Mail, sessions, log-ins, files that wait, the log."""
    now = timezone.now()
    with transaction.atomic():
        mailed(f"{DUE.lower()}@exempel.se", "any:1")
    session = SessionStore()
    session["said"] = words("session")
    session.save()
    known = {"username": words("inloggad"), "ip_address": "192.0.2.99", "user_agent": DUE}
    AccessLog.objects.create(**known)
    AccessAttempt.objects.create(get_data=DUE, post_data=DUE, failures_since_start=1, **known)
    LogInBrake.objects.create(key=words("nyckel"), kind="NAME", last_failed_at=now)
    PasswordResetRequest.objects.create(address=f"{DUE.lower()}@exempel.se", asked_at=now)
    HeldFile.objects.create(
        form_key="f", place=1, held_at=now, name=f"{DUE}.pdf", content_type="application/pdf",
        extension="pdf", size=3, sha256="s", file=put(ContentFile(DUE.encode())), sender=DUE,
    )  # fmt: skip
    log(instance=User.objects.create(username="x"), action="wagtail.edit", data={"t": words("l")})


def a_page(front: Any) -> None:
    """A page whose words were changed long ago: its revisions and both indexes knew them."""
    index = NewsIndexFactory(parent=front)
    page = NewsFactory(parent=index, title="Nytt", introduction=words("ingress"))
    page.save_revision().publish()
    page.introduction = words("ingress", KEPT)
    page.save_revision().publish()


def stored() -> bytes:
    """Return all that the database holds: its file and its journal, or every row of it."""
    if connection.vendor != "sqlite":
        return "".join(_rows()).encode()
    own = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    # By a process of its own: one that closes the file loses all locks that it has on it, those of
    # SQLite's other connections, too.
    files = [own, *own.parent.glob(f"{own.name}-wal")]
    return subprocess.run(["cat", *files], capture_output=True, check=True).stdout


def _rows() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            yield from (f"{row}" for row in cursor.fetchall())


def left() -> list[str]:
    """Return what still tells of `DUE`, with what stands around it."""
    whole, found, at = stored(), [], -1
    for word in (DUE.encode(), DUE.lower().encode(), b"192.0.2.99"):
        while (at := whole.find(word, at + 1)) >= 0:
            found.append(str(whole[max(0, at - 40) : at + 60]))
    return found


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_of_what_was_due_is_left_in_any_table_or_byte(front: Any) -> None:
    walk = walk_in(DialogueIndexFactory(parent=front))
    registration = come(walk, DUE.lower(), needs=words("behov"))
    received(DUE)
    proposal = a_proposal()
    what_the_portal_notes()
    a_page(front)
    assert len(left()) > 20
    files = len(private_storage().listdir("")[1])
    assert files == 2
    with time_machine.travel(timezone.now() + LATER):
        officer = user_of(officers_browser("erase_proposal"))
        received(KEPT)
        erase_chosen([proposal.pk], officer, timezone.now())
        today = timezone.localtime().replace(hour=6)
        assert "casework.erase_what_is_due" in run_due(today, offered_jobs())
    assert left() == []
    assert private_storage().listdir("")[1] == []
    assert not Registration.objects.filter(pk=registration.pk).exists()
    assert Feedback.objects.filter(text=words("text", KEPT)).count() == 2
    assert KEPT.encode() in stored()
    kinds = ErasureRecord.objects.values_list("kind", "count")
    assert sorted(kinds) == [
        *(("feedback", 1), ("feedback", 1), ("proposal", 1), ("registration", 1)),
        *(("suggestion", 1), ("suggestion", 1)),
    ]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_cancels_is_forgotten_at_once_and_their_bytes_the_next_night(front: Any) -> None:
    walk = walk_in(DialogueIndexFactory(parent=front))
    mine, other = come(walk, DUE.lower(), needs=words("behov")), come(walk, KEPT.lower())
    mine_elsewhere = come(walk_in(walk.get_parent()), KEPT.lower())
    assert cancel(registration_id=mine.pk, now=timezone.now())
    mine.refresh_from_db()
    assert (mine.name, mine.email, mine.email_key, mine.needs) == ("", "", "", "")
    assert Registration.find(mine.token) == mine
    assert "".join(_rows()).lower().count(DUE.lower()) == 0
    assert Mail.objects.filter(to=other.email).count() == 2
    assert mine_elsewhere.name
    remains.wipe(timezone.now())
    assert left() == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_journal_that_is_read_all_the_while_is_no_success(front: Any) -> None:
    if connection.vendor != "sqlite":
        remains.wipe(timezone.now())
        return
    FeedbackFactory(text=DUE).delete()
    with sqlite3.connect(str(connection.settings_dict["NAME"])) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM home_feedback").fetchone()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=100")
        with pytest.raises(Exception, match=r"journal|locked"):
            remains.wipe(timezone.now())
        reader.rollback()
    remains.wipe(timezone.now())
    assert left() == []
