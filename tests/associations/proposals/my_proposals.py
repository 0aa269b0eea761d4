"""Mitt förslag, as a test reaches it and sends its form."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from associations import models
from associations.models import EventKind
from tests.factories.files import pdf_bytes
from tests.factories.proposals import ProposalEventFactory
from tests.filled_forms import filled, form_of
from tests.form_fields import Fields

PURPOSE = "associations.proposal_answer"
ASK = "/partnerskap/mitt-forslag/ny-lank/"


def link_to(proposal: models.Proposal) -> str:
    """Return the secret path of a proposal."""
    return f"/partnerskap/mitt-forslag/{proposal.token}/"


def receipt_of(proposal: models.Proposal) -> str:
    """Return the secret path of the receipt."""
    return f"/partnerskap/foresla/tack/{proposal.token}/"


def ask(proposal: models.Proposal, text: str = "Hur många är ni?") -> None:
    """Let an officer have asked something."""
    ProposalEventFactory(case=proposal, kind=EventKind.ASKED, text=text, is_by_sender=False)
    models.Proposal.objects.filter(pk=proposal.pk).update(asked_at=timezone.now())


def ready(visitor: Client, link: str, **changes: Any) -> Fields:
    """Return the form behind a link as somebody sends it."""
    return filled(form_of(visitor.get(link)), PURPOSE, **changes)


def pdf(name: str = "Budget.pdf", text: str = "Hej") -> SimpleUploadedFile:
    """Return a file to send along."""
    return SimpleUploadedFile(name, pdf_bytes(text), content_type="application/pdf")


def with_files(fields: Fields, *files: SimpleUploadedFile, **more: str) -> dict[str, Any]:
    """Return a form with files chosen in it, sent by the button that `more` names."""
    sent = {name: values for name, values in fields.items() if name != "attachments"}
    return {**sent, "attachments": list(files), **more}


def words_of(response: Any) -> str:
    """Return the page as text."""
    text: str = response.content.decode()
    return text
