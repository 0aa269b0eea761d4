"""The mails about entries and suggestions. Each is queued in the transaction of its event."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from associations.directory.domain.review_link import VALID_FOR
from associations.directory.domain.suggestion_status import SuggestionStatus
from associations.directory.models import AssociationPage, EntrySuggestion, SuggestionKind
from casework.mail.outbox import has_been_told, queue_mail, queue_unconfirmed_mail
from core.models import PortalSettings
from core.routing.public_pages import is_public

_FOLDER = "associations/mail"
_RECEIVED = "suggestion_received"


def queue_review_link(*, association: AssociationPage, token: str, event: str) -> None:
    """Send the association its link. Only to the address that we have, never to another.

    Link and mail are in the language of the entry, not of whoever had them sent.
    """
    language = association.locale.language_code
    with translation.override(language):
        link = reverse("associations:review", args=[token])
    queue_mail(
        to=association.review_email,
        template=f"{_FOLDER}/review_link",
        context={
            "association": association.title,
            "days": VALID_FOR.days,
            "checked_on": association.checked_on,
        },
        reference="",
        event=event,
        links={"link": link},
        language=language,
    )


def queue_receipt(suggestion: EntrySuggestion) -> None:
    """Tell the sender, if they left an address, that we have the suggestion.

    What came through a review link comes from whom the link was mailed to.
    """
    if not suggestion.sender_email:
        return
    mail = _mail(suggestion, suggestion.sender_email, _RECEIVED, suggestion.language)
    if suggestion.kind == SuggestionKind.REVIEW:
        queue_mail(**mail)
    else:
        queue_unconfirmed_mail(now=suggestion.received_at, **mail)


def has_receipt(suggestion: EntrySuggestion) -> bool:
    """Whether the sender was mailed that we have the suggestion, or left no address."""
    to = suggestion.sender_email
    return not to or has_been_told(to=to, event=f"{_RECEIVED}:{suggestion.reference}")


def queue_arrival(suggestion: EntrySuggestion) -> None:
    """Tell the portal's mailbox that there is something to decide about, in Swedish."""
    mailbox = PortalSettings.known_by_default().contact_email
    if mailbox:
        address = reverse("entry_suggestions:inspect", args=[suggestion.pk])
        mail = _mail(suggestion, mailbox, "suggestion_arrived", settings.LANGUAGE_CODE)
        queue_mail(**mail, links={"admin_link": address})


def queue_decision(suggestion: EntrySuggestion, *, is_partial: bool) -> None:
    """Tell the sender what became of the suggestion; `is_partial` when not all was taken over.

    Of what came through a review link, the address that the link went to is told.
    """
    page = suggestion.association
    if suggestion.sender_email:
        approved = suggestion.status == SuggestionStatus.APPROVED
        template = "suggestion_approved" if approved else "suggestion_refused"
        links = {"link": page.get_url_parts()[2]} if is_public(page) else {}
        mail = _mail(
            suggestion,
            suggestion.sender_email,
            template,
            suggestion.language,
            is_partial=is_partial,
        )
        queue_mail(**mail, links=links)


def _mail(
    suggestion: EntrySuggestion, to: str, template: str, language: str, **context: object
) -> dict[str, Any]:
    known = {
        "is_review": suggestion.kind == SuggestionKind.REVIEW,
        "is_new": suggestion.kind == SuggestionKind.NEW,
        "kind_name": SuggestionKind(suggestion.kind).label,
        "association": suggestion.association_title,
        "reason": suggestion.reason,
    }
    return {
        "to": to,
        "template": f"{_FOLDER}/{template}",
        "context": {**known, **context},
        "reference": suggestion.reference,
        "event": f"{template}:{suggestion.reference}",
        "language": language,
    }
