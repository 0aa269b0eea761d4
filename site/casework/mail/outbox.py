"""Mail as an outbox: queued with what it tells of, delivered later (casework.mail.delivery).

A template `x/mail/name` is two files: `x/mail/name_subject.txt` knows the reference and nothing
else, so that no subject can carry personal data; `x/mail/name.txt` is the body. Plain text,
nothing escaped, in the language of whoever gets it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid, parseaddr
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template import Context, loader
from django.utils import translation

from casework.mail.models import Dispatch, Enclosure, Mail, MailStatus
from casework.mail.unconfirmed import BudgetSpent, spend
from casework.records.retention import Rule
from core.keys.purposes import recipient_keys
from core.language.addresses import portal_addresses
from core.language.email_addresses import mailable
from core.models import PortalSettings


@dataclass(frozen=True)
class Enclosed:
    """A text that goes with a mail as a file. `name` is what the reader sees; never personal."""

    name: str
    content_type: str
    content: str


def queue_mail(
    *,
    to: str,
    template: str,
    context: Mapping[str, Any],
    reference: str,
    event: str,
    links: Mapping[str, str] = MappingProxyType({}),
    language: str = settings.LANGUAGE_CODE,
    enclosed: Enclosed | None = None,
    counts_at: datetime | None = None,
) -> Dispatch | None:
    """Queue a mail that tells `to` of `event`, or return None when that has been done before.

    `event` says what is told of, such as "suggestion_approved:T7K4-9XQ2", and never whom.
    `links` are paths such as "/platser/", which the mail tells as whole addresses.
    `counts_at` is when a mail counts that anybody can cause; then it may raise BudgetSpent.
    Lazy words in `context` are said in `language`, whichever language is active.
    Must be called in the transaction that makes the event true: both are stored, or neither.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Mail is queued in the transaction of what it tells of.")
    now, *earlier = recipient_keys(to)
    if earlier and Dispatch.objects.filter(event=event, recipient__in=earlier).exists():
        return None

    # Made only if nobody has been told before, and gone with the row if somebody is faster.
    def mail() -> Mail:
        if counts_at:
            spend(now, counts_at)
        told = {**context, "reference": reference}
        return _queued(to, template, told, links, language, enclosed)

    dispatch, is_new = Dispatch.objects.get_or_create(
        event=event,
        recipient=now,
        defaults={"template": template, "reference": reference, "mail": mail},
    )
    return dispatch if is_new else None


def queue_unconfirmed_mail(*, now: datetime, **mail: Any) -> bool:
    """Queue a mail as `queue_mail` does, within the budget; whether its address is told.

    To be called after all other locks, as `spend`.
    """
    try:
        queue_mail(**mail, counts_at=now)
    except BudgetSpent:
        return False
    return True


def withdraw(*, to: str, event_begins: str) -> int:
    """Take back mails to `to` about events whose name begins so, unless they have left.

    Returns how many. They count as told: nobody is told of the same event later.
    """
    told = Dispatch.objects.filter(event__startswith=event_begins, recipient__in=recipient_keys(to))
    waiting = Mail.objects.filter(pk__in=told.values("mail"))
    return _removed(waiting.exclude(status=MailStatus.SENT))


def has_been_told(*, to: str, event: str) -> bool:
    """Whether a mail about `event` to `to` has been queued, lately or long ago."""
    return Dispatch.objects.filter(event=event, recipient__in=recipient_keys(to)).exists()


def never_reached(addresses: Iterable[str]) -> set[str]:
    """Return those of `addresses` to whom the latest mail was given up."""
    whose = {key: address for address in addresses for key in recipient_keys(address)}
    told = Dispatch.objects.filter(recipient__in=list(whose), mail__isnull=False)
    latest: dict[str, int | None] = {}
    for recipient, status in told.order_by("-pk").values_list("recipient", "mail__status"):
        latest.setdefault(whose[recipient], status)
    return {address for address, status in latest.items() if status == MailStatus.FAILED}


def send_again(dispatches: QuerySet[Dispatch], now: datetime) -> list[Dispatch]:
    """Put those of `dispatches` whose mail was given up back in the queue; return them."""
    with transaction.atomic():
        given_up = list(dispatches.filter(mail__status=MailStatus.FAILED).select_related("mail"))
        # Somebody else may press the same button: each mail is put back by one of them.
        return [
            dispatch for dispatch in given_up if dispatch.mail and _put_back(dispatch.mail, now)
        ]


def _put_back(mail: Mail, now: datetime) -> bool:
    given_up = Mail.objects.filter(pk=mail.pk, status=MailStatus.FAILED)
    fresh = {"retries": 0, "due_at": None, "changed_at": now}
    return given_up.update(status=MailStatus.QUEUED, **fresh) == 1


def forget_old_mail(kept: Rule, now: datetime) -> int:
    """Remove mails, with their addresses, when their time is over; return how many."""
    return _removed(Mail.objects.filter(queued_at__lt=kept.due_if_before(now)))


def forget_mails_about(reference: str) -> int:
    """Remove the mails about one case, with their addresses, before their time; return how many."""
    return _removed(Mail.objects.filter(tells_of__reference=reference))


def forget_dispatches(kept: Rule, now: datetime) -> int:
    """Remove that somebody was told, when no event of then can be told of again."""
    told = Dispatch.objects.filter(queued_at__lt=kept.due_if_before(now), mail__isnull=True)
    return told.delete()[0]


def _removed(mails: QuerySet[Mail]) -> int:
    _rows, by_model = mails.delete()
    return by_model.get("casework.Mail", 0)


def _queued(
    to: str,
    template: str,
    context: dict[str, Any],
    links: Mapping[str, str],
    language: str,
    enclosed: Enclosed | None,
) -> Mail:
    addresses = portal_addresses(links, language)
    known = PortalSettings.known_by_default()
    with translation.override(language):
        subject = _rendered(f"{template}_subject.txt", {"reference": context["reference"]})
        told = {"contact": known, **context, **addresses}
        body = _rendered(f"{template}.txt", told)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    # A mail that had to be sent twice keeps its identity, and robots do not answer it.
    headers = {"Message-ID": make_msgid(domain=domain), "Auto-Submitted": "auto-generated"}
    if known.contact_email:
        headers["Reply-To"] = mailable(known.contact_email)
    one_line, text = " ".join(subject.split()), body.strip() + "\n"
    mail = Mail.objects.create(to=mailable(to), subject=one_line, message=text, headers=headers)
    if enclosed:
        Enclosure.objects.create(mail=mail, **vars(enclosed))
    return mail


def _rendered(name: str, context: dict[str, Any]) -> str:
    template = loader.get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(context, autoescape=False)))
