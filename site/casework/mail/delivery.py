"""Delivers what the outbox holds: one mail after the other, each marked as soon as it has left.

A crash can repeat only the mail that was on its way, under the same Message-ID.
"""

import logging
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q, QuerySet
from django.utils import timezone

from casework.mail.models import Enclosure, Mail, MailStatus
from casework.worker import leases

logger = logging.getLogger(__name__)

WAITING = (MailStatus.QUEUED, MailStatus.REQUEUED)
# How long one round may begin new mails; the worker has other things to do as well.
_ROUND_S = 20.0
# A server that answers at all gets more time than EMAIL_TIMEOUT to answer about a mail: whoever
# hangs up while it is thinking sends a mail twice that it then accepts (RFC 5321, 4.5.3.2).
_ANSWER_S = 60.0
# Longer than a round and one mail with four answers that late.
_TURN = timedelta(minutes=5)
_BATCH = 50


@dataclass(frozen=True)
class Delivery:
    """How many mails one round sent, put off, and gave up."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    # Why, such as "SMTPRecipientsRefused 550"; never about whom.
    why: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def attempted(self) -> int:
        """How many mails the round had to do with."""
        return self.sent + self.put_off + self.given_up

    def __add__(self, other: "Delivery") -> "Delivery":
        """Both rounds together."""
        put_off, given_up = self.put_off + other.put_off, self.given_up + other.given_up
        return Delivery(self.sent + other.sent, put_off, given_up, self.why | other.why)


def deliver(*, worker: str, now: datetime) -> Delivery:
    """Send some of what is due. `worker` names the process: only one sends at a time.

    When the mail server cannot be reached, everything that is due is put off after one attempt.
    """
    due = _due(now)
    if not due.exists():
        return Delivery()
    if not leases.take("outbox", holder=worker, length=_TURN):
        return Delivery()
    done = _send(due)
    if done.put_off or done.given_up:
        words = "Mail: %d could not be sent yet, %d were given up (%s)"
        logger.warning(words, done.put_off, done.given_up, ", ".join(sorted(done.why)))
    return done


def stop_delivering(*, worker: str) -> None:
    """Let another process deliver at once."""
    leases.release("outbox", holder=worker)


def _due(now: datetime) -> QuerySet[Mail]:
    is_time = Q(due_at__isnull=True) | Q(due_at__lte=now)
    return Mail.objects.filter(is_time, status__in=WAITING)


def _send(due: QuerySet[Mail]) -> Delivery:
    done = Delivery()
    connection: BaseEmailBackend = get_connection()
    until = time.monotonic() + _ROUND_S
    try:
        for mail in due.order_by("pk").prefetch_related("enclosures")[:_BATCH]:
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


def _attempt(mail: Mail, connection: BaseEmailBackend) -> Delivery:
    this = Mail.objects.filter(pk=mail.pk)
    try:
        connection.send_messages([mail.as_message()])
    except Exception as failure:  # noqa: BLE001 - one bad mail must not stop the others
        # What was said about this mail must not be taken for an answer about the next.
        _close(connection)
        return _put_off(this.filter(status__in=WAITING), failure)
    # Nobody needs the words of a mail that has arrived, nor the links that they hold.
    this.update(status=MailStatus.SENT, changed_at=timezone.now(), message="")
    if mail.enclosures.all():
        Enclosure.objects.filter(mail=mail.pk).delete()
    return Delivery(sent=1)


def _open(connection: BaseEmailBackend) -> None:
    server = getattr(connection, "connection", None) if connection.open() else None
    if server is not None:
        server.sock.settimeout(_ANSWER_S)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:
        logger.info("The mail server did not say goodbye")


def reason(failure: Exception) -> str:
    """Return the kind of a failure, and with which codes the server refused (RFC 5321, 4.2.3)."""
    codes = [failure.smtp_code] if isinstance(failure, SMTPResponseException) else []
    if isinstance(failure, SMTPRecipientsRefused):
        codes = [code for code, _words in failure.recipients.values()]
    return " ".join((type(failure).__name__, *map(str, sorted(set(codes)))))


def _put_off(mails: QuerySet[Mail], failure: Exception) -> Delivery:
    """Note why `mails` could not be sent, and when to try again, or that they are given up."""
    done = Delivery(why=frozenset({reason(failure)}))
    waits = settings.MAIL_RETRY_MINUTES
    told = f"{type(failure).__name__}: {failure}"
    # Those that were tried the most go first, so that nothing is counted on twice.
    for retries in sorted(set(mails.values_list("retries", flat=True)), reverse=True):
        now = timezone.now()
        same = mails.filter(retries=retries)
        if retries >= len(waits):
            failed = same.update(status=MailStatus.FAILED, changed_at=now, last_failure=told)
            done += Delivery(given_up=failed)
            continue
        put_off = same.update(
            status=MailStatus.REQUEUED,
            retries=retries + 1,
            due_at=now + timedelta(minutes=waits[retries]),
            changed_at=now,
            last_failure=told,
        )
        done += Delivery(put_off=put_off)
    return done
