"""Delivers what the outbox holds: one mail after the other, each marked as soon as it has left.

post_office would send fifty and then say which of them left; whoever were killed in between would
send them all again. Here a crash can repeat only the mail that was on its way, under the same
Message-ID.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from casework.mail.models import Enclosure
from casework.worker import leases

logger = logging.getLogger(__name__)

WAITING = (STATUS.queued, STATUS.requeued)
# How long one round may begin new mails; the worker has other things to do as well.
_ROUND_S = 20.0
# A server that answers at all gets more time than EMAIL_TIMEOUT to answer about a mail: whoever
# hangs up while it is thinking sends a mail twice that it then accepts (RFC 5321, 4.5.3.2).
_ANSWER_S = 60.0
# Longer than a round and one mail with four answers that late.
_TURN = timedelta(minutes=5)
_BATCH = 50
# How many mails are put off in one transaction.
_TOGETHER = 500


@dataclass(frozen=True)
class Delivery:
    """How many mails one round sent, put off, and gave up."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0

    @property
    def attempted(self) -> int:
        """How many mails the round had to do with."""
        return self.sent + self.put_off + self.given_up

    def __add__(self, other: "Delivery") -> "Delivery":
        """Both rounds together."""
        put_off = self.put_off + other.put_off
        return Delivery(self.sent + other.sent, put_off, self.given_up + other.given_up)


def deliver(*, worker: str, now: datetime) -> Delivery:
    """Send some of what is due. `worker` names the process: only one sends at a time.

    When the mail server cannot be reached, everything that is due is put off after one attempt.
    """
    due = _due(now)
    if not due.exists():
        return Delivery()
    if not leases.take("outbox", holder=worker, length=_TURN, now=now):
        return Delivery()
    done = _send(due)
    if done.put_off or done.given_up:
        words = "Mail: %d could not be sent yet, %d were given up"
        logger.warning(words, done.put_off, done.given_up)
    return done


def stop_delivering(*, worker: str, now: datetime) -> None:
    """Let another process deliver at once."""
    leases.release("outbox", holder=worker, now=now)


def _due(now: datetime) -> QuerySet[Email]:
    is_time = Q(scheduled_time__isnull=True) | Q(scheduled_time__lte=now)
    due: QuerySet[Email] = Email.objects.filter(is_time, status__in=WAITING)
    return due


def _send(due: QuerySet[Email]) -> Delivery:
    done = Delivery()
    connection: BaseEmailBackend = get_connection()
    until = time.monotonic() + _ROUND_S
    try:
        for mail in due.order_by("pk").prefetch_related("attachments", "enclosures")[:_BATCH]:
            if time.monotonic() >= until:
                break
            try:
                _open(connection)
            except OSError as failure:
                return done + _put_off(due, failure)
            done += _attempt(mail, connection)
    finally:
        _close(connection)
    return done


def _attempt(mail: Email, connection: BaseEmailBackend) -> Delivery:
    try:
        _enclose(mail)
        mail.dispatch(commit=False, disconnect_after_delivery=False, connection=connection)
    except Exception as failure:  # noqa: BLE001 - one bad mail must not stop the others
        # What was said about this mail must not be taken for an answer about the next.
        _close(connection)
        return _put_off(Email.objects.filter(pk=mail.pk, status__in=WAITING), failure)
    # Nobody needs the words of a mail that has arrived, nor the links that they hold.
    arrived = {"status": STATUS.sent, "last_updated": timezone.now(), "message": ""}
    Email.objects.filter(pk=mail.pk).update(**arrived)
    if mail.enclosures.all():
        Enclosure.objects.filter(mail=mail.pk).delete()
    return Delivery(sent=1)


def _enclose(mail: Email) -> None:
    """Put what goes with the mail into the message that it will send."""
    message = mail.email_message()
    for enclosure in mail.enclosures.all():
        message.attach(enclosure.name, enclosure.content, enclosure.content_type)


def _open(connection: BaseEmailBackend) -> None:
    server = getattr(connection, "connection", None) if connection.open() else None
    if server is not None:
        server.sock.settimeout(_ANSWER_S)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:
        logger.info("The mail server did not say goodbye")


def _put_off(mails: QuerySet[Email], failure: Exception) -> Delivery:
    """Note why `mails` could not be sent, and when to try again, or that they are given up."""
    tried = sorted((number or 0, pk) for pk, number in mails.values_list("pk", "number_of_retries"))
    done = Delivery()
    for number, group in groupby(tried, key=lambda mail: mail[0]):
        keys = [pk for _number, pk in group]
        for start in range(0, len(keys), _TOGETHER):
            done += _failed(keys[start : start + _TOGETHER], number, failure)
    return done


@transaction.atomic
def _failed(keys: list[int], tried_again: int, failure: Exception) -> Delivery:
    """Mark mails that have been tried as often as each other."""
    now = timezone.now()
    _log(keys, failure)
    mails = Email.objects.filter(pk__in=keys)
    waits = settings.MAIL_RETRY_MINUTES
    if tried_again >= len(waits):
        mails.update(status=STATUS.failed, last_updated=now)
        return Delivery(given_up=len(keys))
    mails.update(
        status=STATUS.requeued,
        number_of_retries=tried_again + 1,
        scheduled_time=now + timedelta(minutes=waits[tried_again]),
        last_updated=now,
    )
    return Delivery(put_off=len(keys))


def _log(keys: Iterable[int], failure: Exception) -> None:
    """Keep the latest failure only: an outage of days would leave a hundred of each mail."""
    told = {"exception_type": type(failure).__name__, "message": str(failure)}
    Log.objects.filter(email__in=list(keys)).delete()
    Log.objects.bulk_create(Log(email_id=pk, status=STATUS.failed, **told) for pk in keys)
