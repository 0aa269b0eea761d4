"""Links to look an entry over: asked for, sent by a communicator, or as a reminder."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from associations.directory.actions.entries import locked_entry
from associations.directory.domain.entry_freshness import reminder_to_send
from associations.directory.domain.review_link import ASK_AGAIN_AFTER
from associations.directory.mails import queue_review_link
from associations.directory.models import AssociationPage, ReviewInvitation
from associations.directory.permissions import may_be_reminded
from casework.mail.outbox import has_been_told
from core.keys.purposes import recipient_key
from core.models import User


class NoAddress(Exception):
    """There is no address to send the link to, or no published entry to look over."""


def send_asked_links(*, address: str, now: datetime) -> int:
    """Send a fresh link for each entry that has `address` as its own; return how many.

    Never tells the asker whether there was one. Nobody gets a second one within the hour.
    """
    entries = AssociationPage.objects.to_review().filter(review_email__iexact=address)
    return sum(_send_asked(page_id, now) for page_id in list(entries.values_list("pk", flat=True)))


@transaction.atomic
def send_review_link(*, page_id: int, officer: User, now: datetime) -> ReviewInvitation:
    """Send the association its link because a communicator wants it to. Raises NoAddress."""
    page = locked_entry(page_id)
    if not may_be_reminded(page):
        raise NoAddress
    invitation = _send(page, reminder=0, event=_asked_event(page, now), now=now)
    log(instance=page, action="associations.send_review_link", user=officer)
    return invitation


def send_due_reminders(now: datetime) -> int:
    """Remind every association whose entry has not been checked for long; return how many."""
    return sum(_remind(page_id, now) for page_id in _to_remind(now))


def _to_remind(now: datetime) -> Iterator[int]:
    known = AssociationPage.objects.to_review().filter(checked_on__isnull=False)
    today = timezone.localdate(now)
    rows = known.values_list("pk", "checked_on", "reminders_sent")
    for page_id, checked_on, sent in list(rows):
        if reminder_to_send(checked_on, sent, today):
            yield page_id


@transaction.atomic
def _remind(page_id: int, now: datetime) -> bool:
    """Send one reminder and count it; whether there was still one to send."""
    page = AssociationPage.objects.select_for_update().filter(pk=page_id).first()
    if page is None or page.checked_on is None or not may_be_reminded(page):
        return False
    number = reminder_to_send(page.checked_on, page.reminders_sent, timezone.localdate(now))
    if not number:
        return False
    event = f"review_reminder:{page.pk}:{page.checked_on}:{number}"
    # The number on the page may be older than what was sent, when an old draft was published.
    is_new = not has_been_told(to=page.review_email, event=event)
    if is_new:
        _send(page, reminder=number, event=event, now=now)
        log(instance=page, action="associations.remind", data={"number": number})
    # Not through a revision: that a mail was sent is nothing that editors wrote.
    AssociationPage.objects.filter(pk=page.pk).update(reminders_sent=number)
    return is_new


@transaction.atomic
def _send_asked(page_id: int, now: datetime) -> bool:
    page = locked_entry(page_id)
    lately = page.review_invitations.filter(reminder=0, created_at__gt=now - ASK_AGAIN_AFTER)
    if lately.exists():
        return False
    _send(page, reminder=0, event=_asked_event(page, now), now=now)
    return True


def _asked_event(page: AssociationPage, now: datetime) -> str:
    return f"review_link:{page.pk}:{now:%Y-%m-%dT%H:%M:%S.%f}"


def _send(page: AssociationPage, *, reminder: int, event: str, now: datetime) -> ReviewInvitation:
    sent_to = recipient_key(page.review_email)
    invitation, token = ReviewInvitation.issue(
        association=page, sent_to=sent_to, reminder=reminder, now=now
    )
    queue_review_link(association=page, token=token, event=event)
    return invitation
