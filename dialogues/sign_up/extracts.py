"""Who has signed up, as something in which people are found."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.extracts.actions import stores
from casework.extracts.contact_forms import contact_form
from casework.extracts.sources import Fact, PersonSource, facts_of
from core.keys.purposes import recipient_key
from dialogues.sign_up.actions.registrations import cancel
from dialogues.sign_up.domain.seating import Seat
from dialogues.sign_up.models import Registration

# Only who has cancelled has none.
_FORM = contact_form(Registration, "name", "email", all_required=True)


def _facts(row: Registration) -> list[Fact]:
    return [
        *facts_of(row, ("name", "email"), ("needs",)),
        Fact(_("Dialog"), row.dialogue.title),
        Fact(_("Antal"), str(row.people)),
        Fact(_("Plats"), str(row.get_seat_display())),
    ]


def _rekey(row: Registration, labels: list[str], officer: Any, now: datetime) -> None:
    row.email_key = recipient_key(row.email)


def _erase(pk: int, officer: Any, now: datetime) -> None:
    """As if they had cancelled: whoever waits may move up, and their mails go."""
    cancel(registration_id=pk, now=now)
    Registration.objects.filter(pk=pk).delete()


REGISTRATIONS = PersonSource(
    name="registration",
    label=gettext_lazy("Anmälningar"),
    kept_as="registration",
    rows=lambda: (
        Registration.objects.exclude(seat=Seat.CANCELLED)
        .select_related("dialogue")
        .order_by("pk")
        .iterator()
    ),
    facts=_facts,
    title=lambda row: str(row),
    at=lambda row: row.registered_at,
    url=lambda row: reverse("dialogue_admin:registrations", args=[row.dialogue_id]),
    why_kept=lambda row, now, officer: "",
    erase=_erase,
    form=_FORM,
    correct=stores(_FORM, _rekey),
)
