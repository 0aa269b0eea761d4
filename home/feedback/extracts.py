"""What readers have told us, as something in which people are found."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.extracts.actions import stores
from casework.extracts.contact_forms import contact_form
from casework.extracts.records import erases, why_kept
from casework.extracts.sources import PersonSource, facts_of
from home.feedback.models import Feedback
from home.feedback.retention import FEEDBACK as KEPT

_CONTACTS = ("sender_name", "sender_email")
_FORM = contact_form(Feedback, *_CONTACTS)


FEEDBACK = PersonSource(
    name="feedback",
    label=_("Synpunkter"),
    kept_as="feedback",
    rows=lambda: Feedback.objects.filter(erased_at__isnull=True).order_by("pk").iterator(),
    facts=lambda row: facts_of(row, _CONTACTS, ("text", "page_address", "note")),
    title=lambda row: str(row.reference),
    at=lambda row: row.received_at,
    url=lambda row: reverse("feedback:inspect", args=[row.pk]),
    why_kept=why_kept,
    erase=erases(Feedback, KEPT),
    form=_FORM,
    correct=stores(_FORM),
)
