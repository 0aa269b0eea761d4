"""The mails about entries and suggestions. Each is queued in the transaction of its event."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from associations.directory.domain.review_link import VALID_FOR
from associations.directory.domain.suggestion_status import SuggestionStatus
from associations.directory.models import AssociationPage, EntrySuggestion, SuggestionKind
from casework.mail.outbox import portal_address, queue_mail
from core.models import PortalSettings
from core.routing.public_pages import is_public

_FOLDER = "associations/mail"


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
            "link": portal_address(link),
            "days": VALID_FOR.days,
            "checked_on": association.checked_on,
        },
        reference="",
        event=event,
        language=language,
    )


def queue_receipt(suggestion: EntrySuggestion) -> None:
    """Tell the sender, if they left an address, that we have the suggestion."""
    if suggestion.sender_email:
        language = suggestion.language
        _queue(suggestion, suggestion.sender_email, "suggestion_received", language)


def queue_arrival(suggestion: EntrySuggestion) -> None:
    """Tell the portal's mailbox that there is something to decide about, in Swedish."""
    mailbox = PortalSettings.known_by_default().contact_email
    if mailbox:
        address = reverse("entry_suggestions:inspect", args=[suggestion.pk])
        _queue(
            suggestion,
            mailbox,
            "suggestion_arrived",
            settings.LANGUAGE_CODE,
            admin_link=portal_address(address),
        )


def queue_decision(suggestion: EntrySuggestion, *, is_partial: bool) -> None:
    """Tell the sender what became of the suggestion; `is_partial` when not all was taken over.

    Of what came through a review link, the address that the link went to is told.
    """
    page = suggestion.association
    if suggestion.sender_email:
        approved = suggestion.status == SuggestionStatus.APPROVED
        template = "suggestion_approved" if approved else "suggestion_refused"
        link = portal_address(page.get_url_parts()[2]) if is_public(page) else ""
        language = suggestion.language
        sender = suggestion.sender_email
        _queue(suggestion, sender, template, language, link=link, is_partial=is_partial)


def _queue(
    suggestion: EntrySuggestion, to: str, template: str, language: str, **context: object
) -> None:
    known = {
        "is_review": suggestion.kind == SuggestionKind.REVIEW,
        "is_new": suggestion.kind == SuggestionKind.NEW,
        "kind_name": SuggestionKind(suggestion.kind).label,
        "association": suggestion.association_title,
        "reason": suggestion.reason,
    }
    queue_mail(
        to=to,
        template=f"{_FOLDER}/{template}",
        context={**known, **context},
        reference=suggestion.reference,
        event=f"{template}:{suggestion.reference}",
        language=language,
    )
