"""The mails about proposals. Each is queued in the transaction of its event.

A mail to the sender holds the secret link and the public words of the stage, never what either
side has written; a mail to the officers holds the reference and a link into the admin.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from associations.proposals.domain.stages import public_stage
from associations.proposals.models import EventKind, Proposal, ProposalEvent
from casework.mail.outbox import has_been_told, queue_mail, queue_unconfirmed_mail
from casework.models import Dispatch
from core.models import PortalSettings

_FOLDER = "associations/mail"


def my_proposal_path(proposal: Proposal) -> str:
    """Return the secret path under which the sender follows the case, in their language."""
    with translation.override(proposal.language):
        return reverse("associations:my_proposal", args=[proposal.token])


def queue_proposal_receipt(proposal: Proposal) -> None:
    """Tell the sender that we have the proposal, what happens next, and where to follow it."""
    if proposal.email:
        mail = _to_sender(proposal, "proposal_received", _received(proposal))
        queue_unconfirmed_mail(now=proposal.received_at, **mail)


def has_receipt(proposal: Proposal) -> bool:
    """Whether the sender was mailed that we have the proposal."""
    return has_been_told(to=proposal.email, event=_received(proposal))


def queue_proposal_arrival(proposal: Proposal) -> None:
    """Tell the portal's mailbox that there is a proposal to handle."""
    _tell_officers(proposal, "proposal_arrived", f"proposal_arrived:{proposal.reference}")


def queue_proposal_news(event: ProposalEvent) -> None:
    """Tell the sender of a new stage, a question or a message."""
    template = _NEWS[EventKind(event.kind)]
    _tell_sender(event.case, template, f"{template}:{event.case.reference}:{event.pk}")


def queue_proposal_answer(event: ProposalEvent) -> None:
    """Tell mailbox and handler that the sender has answered or taken the proposal back."""
    withdrawn = event.kind == EventKind.MOVED
    template = "proposal_sender_withdrew" if withdrawn else "proposal_sender_answered"
    _tell_officers(event.case, template, f"{template}:{event.case.reference}:{event.pk}")


def queue_proposal_link(event: ProposalEvent) -> None:
    """Send the sender a new link. Only to the address that stands in the proposal."""
    _tell_sender(event.case, "proposal_link", f"proposal_link:{event.case.reference}:{event.pk}")


def queue_proposals_due(references: list[str], today: date) -> None:
    """Tell the portal's mailbox which proposals are to be erased. Nothing else is said of them."""
    if not (mailbox := PortalSettings.known_by_default().contact_email):
        return
    queue_mail(
        to=mailbox,
        template=f"{_FOLDER}/proposals_due",
        context={"references": references},
        reference="",
        event=f"{_DUE}{today.isoformat()}",
        links={"admin_link": f"{reverse('proposals:index')}?due=yes"},
    )


def proposals_due_told_on() -> date | None:
    """Return the last day on which the mailbox was told what is to be erased."""
    told = Dispatch.objects.filter(event__startswith=_DUE).order_by("-queued_at", "-pk").first()
    return date.fromisoformat(told.event.removeprefix(_DUE)) if told else None


_DUE = "proposals_due:"
_NEWS = {
    EventKind.MOVED: "proposal_new_stage",
    EventKind.REGISTERED: "proposal_new_stage",
    EventKind.ASKED: "proposal_asked",
    EventKind.MESSAGE: "proposal_message",
}


def _tell_sender(proposal: Proposal, template: str, event: str) -> None:
    if proposal.email:
        queue_mail(**_to_sender(proposal, template, event))


def _to_sender(proposal: Proposal, template: str, event: str) -> dict[str, Any]:
    return {
        "to": proposal.email,
        "template": f"{_FOLDER}/{template}",
        "context": {
            "stage": public_stage(proposal.status, proposal.due_on),
            "registry_number": proposal.registry_number,
        },
        "reference": proposal.reference,
        "event": event,
        "links": {"link": my_proposal_path(proposal)},
        "language": proposal.language,
    }


def _received(proposal: Proposal) -> str:
    return f"proposal_received:{proposal.reference}"


def _tell_officers(proposal: Proposal, template: str, event: str) -> None:
    mailbox = PortalSettings.known_by_default().contact_email
    handler = proposal.handled_by.email if proposal.handled_by else ""
    links = {"admin_link": reverse("proposals:inspect", args=[proposal.pk])}
    for address in dict.fromkeys(filter(None, (mailbox, handler))):
        queue_mail(
            to=address,
            template=f"{_FOLDER}/{template}",
            context={},
            reference=proposal.reference,
            event=event,
            links=links,
            language=settings.LANGUAGE_CODE,
        )
