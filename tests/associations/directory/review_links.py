"""Links of associations, as a test makes and reads them."""

from django.test import Client
from django.utils import timezone

from associations import models
from tests.filled_forms import form_of
from tests.form_fields import Fields

PURPOSE = "associations.review"


def link_to(page: models.AssociationPage, **changes: object) -> str:
    """Return a link to look the entry over, changed as the test needs it."""
    invitation, token = models.ReviewInvitation.issue(
        association=page, sent_to="x", reminder=0, now=timezone.now()
    )
    models.ReviewInvitation.objects.filter(pk=invitation.pk).update(**changes)
    return f"/forening/uppgifter/{token}/"


def token_of(link: str) -> str:
    """Return the secret part of a link."""
    return link.rstrip("/").rsplit("/", 1)[-1]


def shown(visitor: Client, link: str) -> Fields:
    """Return the form behind a link, as it is shown."""
    return form_of(visitor.get(link))
