"""What must be true in the end: each promise kept once, each mail told once, nothing left."""

import hashlib
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from associations.models import Proposal, ProposalFile
from casework.files import waiting_files
from casework.files.private_storage import private_storage
from casework.models import Dispatch, HeldFile, Mail, MailStatus
from casework.records.retention import rule
from tests.durability.mail_server import MoodyServer
from tests.durability.senders import Record
from tests.durability.words import Wanted, wanted

MAILBOX = "funktion@exempel.se"
_REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_LINK = re.compile(r"http://\S+")


def await_empty_outbox(patience_s: float) -> None:
    """Wait until no mail waits any more. Raises TimeoutError."""
    give_up_at = time.monotonic() + patience_s
    while Mail.objects.filter(status__in=(MailStatus.QUEUED, MailStatus.REQUEUED)).exists():
        connection.close()
        if time.monotonic() > give_up_at:
            raise TimeoutError("mail still waits")
        time.sleep(0.5)
    connection.close()


def cases(record: Record) -> dict[str, object]:
    """Compare what was promised with what is stored; note in `record` what does not fit."""
    known = {case.reference: case for case in Proposal.objects.prefetch_related("files", "places")}
    promised: Counter[str] = Counter()
    words = files = 0
    for number, references in record.receipts.items():
        promised.update(references)
        if len(references) != 1:
            record.violation(f"proposal {number} has {len(references)} receipts")
        case = known.get(next(iter(references)))
        if case is None:
            record.violation(f"proposal {number} is lost: its receipt has no case")
            continue
        meant = wanted(number)
        words += _same_words(record, meant, case)
        files += _same_files(record, meant, case)
    for reference, times in promised.items():
        if times > 1:
            record.violation(f"{reference} was promised to {times} senders")
    without = set(known) - set(promised)
    for reference in without:
        record.violation(f"{reference} is a case that nobody has a receipt for")
    titles = Counter(case.title for case in known.values())
    doubled = sum(times - 1 for times in titles.values())
    if doubled:
        record.violation(f"{doubled} cases are doubled")
    for what in _uneven(known):
        record.violation(what)
    return {
        "receipts shown": len(record.receipts),
        "cases": len(known),
        "lost": sum(1 for number in record.receipts if not record.receipts[number] & set(known)),
        "doubled": doubled,
        "cases without a receipt": len(without),
        "cases with every word and place": words,
        "files with the same sha256": files,
    }


def _same_words(record: Record, meant: Wanted, case: Proposal) -> bool:
    wrong = [name for name, text in meant.words.items() if getattr(case, name) != text]
    if wrong or len(case.places.all()) != 1:
        record.violation(f"{case.reference} has other words in {wrong}, or another place")
        return False
    return True


def _same_files(record: Record, meant: Wanted, case: Proposal) -> int:
    stored = {file.name: _sha256_of(str(file.file.name)) for file in case.files.all()}
    sent = {file.name: file.sha256 for file in meant.files}
    same = sum(1 for name, digest in sent.items() if stored.get(name) == digest)
    if stored != sent:
        record.violation(
            f"{case.reference} has {same} of {len(sent)} files, and {len(stored)} rows"
        )
    return same


def _sha256_of(blob: str) -> str:
    try:
        with private_storage().open(blob) as content:
            return hashlib.sha256(content.read()).hexdigest()
    except FileNotFoundError:
        return "missing"


def _uneven(known: dict[str, Proposal]) -> Iterator[str]:
    """What was stored with each case once must be there just once."""
    for case in Proposal.objects.prefetch_related("events"):
        if case.events.count() != 1:
            yield f"{case.reference} has {case.events.count()} events"
    logged = ModelLogEntry.objects.filter(action="associations.receive_proposal").count()
    if logged != len(known):
        yield f"{logged} entries in the log for {len(known)} cases"
    told = Dispatch.objects.filter(event__startswith="proposal_").count()
    if told != 2 * len(known):
        yield f"{told} dispatches for {len(known)} cases"


def leftovers(record: Record) -> dict[str, object]:
    """Count what lies in the private folder for nobody, and see that a day later it is gone."""
    storage = private_storage()
    held = HeldFile.objects.count()
    of_cases = set(ProposalFile.objects.values_list("file", flat=True))
    of_forms = set(HeldFile.objects.values_list("file", flat=True))
    there = set(storage.listdir("")[1])
    if missing := (of_cases | of_forms) - there:
        record.violation(f"{len(missing)} files have a row but no content")
    if held:
        record.violation(f"{held} files still wait for a form")
    orphans = there - of_cases - of_forms
    waiting_files.forget_old(rule("waiting_file"), timezone.now() + timedelta(hours=25))
    left = set(storage.listdir("")[1])
    if left != of_cases:
        record.violation(f"a day later {len(left - of_cases)} orphans, {len(of_cases - left)} lost")
    return {
        "files that still wait": held,
        "contents without a row (from kills)": len(orphans),
        "… of these a day later": len(left - of_cases),
    }


def mails(record: Record, server: MoodyServer) -> dict[str, object]:
    """See that everybody was told once of each event, in whole mails."""
    identities: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bodies: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for number, message in enumerate(server.received):
        recipient = server.recipients[number][0]
        reference = _REFERENCE.search(str(message["Subject"]))
        identities[recipient, reference[0] if reference else ""][str(message["Message-ID"])] += 1
        plain = _LINK.sub("LINK", _REFERENCE.sub("REFERENCE", server.text(number)))
        bodies[recipient == MAILBOX][plain] += 1
    expected = {
        (who, next(iter(references)))
        for number, references in record.receipts.items()
        for who in (wanted(number).email, MAILBOX)
    }
    if identities.keys() != expected:
        untold, odd = expected - identities.keys(), identities.keys() - expected
        record.violation(f"{len(untold)} mails never arrived, {len(odd)} are for nobody")
    several = [key for key, known in identities.items() if len(known) != 1]
    if several:
        record.violation(f"{len(several)} were told by more than one Message-ID")
    if any(len(known) > 2 for known in bodies.values()):
        record.violation(f"mail bodies differ: {[len(known) for known in bodies.values()]} kinds")
    unsent = Mail.objects.exclude(status=MailStatus.SENT).count()
    if unsent:
        record.violation(f"{unsent} mails are not marked as sent")
    repeated = len(server.received) - sum(len(known) for known in identities.values())
    return {
        "mails expected (sender and mailbox)": len(expected),
        "… told by just one Message-ID": len(identities) - len(several),
        "… delivered once more, same Message-ID": repeated,
        "mails not marked as sent": unsent,
    }


def logs(record: Record, paths: list[Path]) -> dict[str, object]:
    """See that no log holds what people wrote, and count its stack traces."""
    text = "".join(path.read_text(errors="replace") for path in paths)
    for word in ("exempel.se", "Öberg", "Föreningen Ljus", "plan å"):
        if word in text:
            record.violation(f"a log holds {word!r}")
    return {"stack traces in the logs": text.count("Traceback")}
