"""Mail that a form causes, to an address that anybody may have typed: nobody's mailbox is a target.

One address gets three a day over all forms, and all together so many an hour. What the sender
submitted is kept in any case, and the page says that no mail was sent. Mail to officials, what
officials cause, and mail to people who have shown that an address is theirs is not counted.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from casework.mail.outbox import queue_mail
from casework.public_forms.rate_limits import RateLimit
from core.keys.purposes import recipient_key

# What the address of a receipt says when no mail was sent.
NO_MAIL = "inget-brev"


class BudgetSpent(Exception):
    """An address has had its share of mail today, or all together have had theirs this hour."""


def queue_unconfirmed_mail(*, now: datetime, **mail: Any) -> bool:
    """Queue a mail as `queue_mail` does, within the budget; whether its address is told.

    To be called after all other locks: everybody counts in the row of the hour.
    """
    try:
        queue_mail(**mail, spend=lambda recipient: _spend(recipient, now))
    except BudgetSpent:
        return False
    return True


def may_be_mailed(address: str, now: datetime) -> bool:
    """Count a mail to `address` that may have to be sent; whether it may.

    For forms that must not tell whether they know an address: asked before anybody looks for it.
    """
    try:
        _spend(recipient_key(address), now)
    except BudgetSpent:
        return False
    return True


def _spend(recipient: str, now: datetime) -> None:
    one, all_together = to_one(), in_all()
    # It costs nobody their share of the day that there was too much from others.
    with transaction.atomic():
        if not (one.count(recipient, now) and all_together.count("", now)):
            raise BudgetSpent


def to_one() -> RateLimit:
    """How many an address gets a day."""
    most = settings.UNCONFIRMED_MAILS_PER_DAY
    return RateLimit(scope="unconfirmed_mail", most=most, window=timedelta(days=1))


def in_all() -> RateLimit:
    """How many all addresses together get an hour."""
    most = settings.UNCONFIRMED_MAILS_PER_HOUR
    return RateLimit(scope="unconfirmed_mail_in_all", most=most, window=timedelta(hours=1))
