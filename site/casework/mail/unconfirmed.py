"""Mail that a form causes, to an address that anybody may have typed: nobody's mailbox is a target.

One address gets three a day over all forms, and all together so many an hour. What the sender
submitted is kept in any case, and the page says that no mail was sent. Mail to officials, what
officials cause, and mail to people who have shown that an address is theirs is not counted.
"""

from datetime import datetime, timedelta

from django.conf import settings

from casework.public_forms.rate_limits import RateLimit, count_each
from core.keys.purposes import recipient_key

# What the address of a receipt says when no mail was sent.
NO_MAIL = "inget-brev"


class BudgetSpent(Exception):
    """An address has had its share of mail today, or all together have had theirs this hour."""


def may_be_mailed(address: str, now: datetime) -> bool:
    """Count a mail to `address` that may have to be sent; whether it may.

    For forms that must not tell whether they know an address: asked before anybody looks for it.
    """
    try:
        spend(recipient_key(address), now)
    except BudgetSpent:
        return False
    return True


def spend(recipient: str, now: datetime) -> None:
    """Count a mail to who is told apart by `recipient` (`recipient_key`), or raise BudgetSpent.

    To be called after all other locks: everybody counts in the row of the hour.
    """
    # It costs nobody their share of the day that there was too much from others.
    if not count_each({to_one(): recipient, in_all(): ""}, now):
        raise BudgetSpent


def to_one() -> RateLimit:
    """How many an address gets a day."""
    most = settings.UNCONFIRMED_MAILS_PER_DAY
    return RateLimit(scope="unconfirmed_mail", most=most, window=timedelta(days=1))


def in_all() -> RateLimit:
    """How many all addresses together get an hour."""
    most = settings.UNCONFIRMED_MAILS_PER_HOUR
    return RateLimit(scope="unconfirmed_mail_in_all", most=most, window=timedelta(hours=1))
