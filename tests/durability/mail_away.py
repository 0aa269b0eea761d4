"""The mail server is away for more than four hours, sixty times faster than in life."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Max, Min
from django.utils import timezone

from casework.mail.admin.mail_alarm import LATE_AFTER, undelivered
from casework.models import Dispatch, Mail, MailStatus
from tests.durability import checking
from tests.durability.installation import Installation
from tests.durability.mail_server import Mood, MoodyServer
from tests.durability.preparing import prepare
from tests.durability.say import note, say, table
from tests.durability.senders import Record, send_all
from tests.durability.words import wanted

_AWAY = timedelta(hours=4, minutes=15)
_BACK_WITHIN = timedelta(minutes=5)
_PROPOSALS = 10


def run(portal: Installation, *, proposals: int, kills: int, at_once: int, seed: int) -> list[str]:
    """Send, wait, let the server return; tell the figures, return what must not have happened."""
    place = prepare(checking.MAILBOX)
    mail, record = MoodyServer(portal.smtp_port), Record()
    portal.start()
    numbers = (wanted(number) for number in range(1, _PROPOSALS + 1))
    send_all(portal.address, numbers, str(place), record, at_once=2)
    note(f"{len(record.receipts)} receipts; the mail server is away")
    time.sleep(_AWAY.total_seconds() / settings.FASTER)
    waiting = Mail.objects.filter(status=MailStatus.REQUEUED)
    tries = waiting.aggregate(least=Min("retries"), most=Max("retries"))
    late = undelivered(
        Dispatch.objects.all(), timezone.now() + LATE_AFTER - LATE_AFTER / settings.FASTER
    )
    put_off, asleep = waiting.count(), waiting.aggregate(next=Max("due_at"))["next"]
    connection.close()
    mail.become(Mood.UP)
    back = timezone.now()
    checking.await_empty_outbox(600)
    took = (timezone.now() - back) * settings.FASTER
    note("the outbox is empty")
    portal.kill()
    mail.become(Mood.AWAY)
    if put_off != 2 * len(record.receipts) or late != {"given_up": 0, "late": put_off}:
        record.violation(f"{put_off} mails wait, the alarm tells of {late}")
    if asleep and (asleep - back) * settings.FASTER > _BACK_WITHIN:
        record.violation("the next try is more than five minutes away")
    if took > _BACK_WITHIN + timedelta(minutes=1):
        record.violation(f"mail left {took} after the return")
    figures = {
        "the server was away for": _AWAY,
        "mails that waited": put_off,
        "told by the alarm as late": late["late"],
        "tries of each mail until then": f"{tries['least']} to {tries['most']}",
        "minutes after its return all had left": f"{took.total_seconds() / 60:.1f}",
        **checking.cases(record),
        **checking.mails(record, mail),
    }
    say()
    table(figures)
    return record.broken
