"""What is suggested for the directory, as something in which people are found."""

import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.directory.models import AssociationPage, EntrySuggestion
from associations.directory.models.entry_values import field_label
from associations.directory.retention import SUGGESTIONS as KEPT
from casework.extracts.actions import stores
from casework.extracts.contact_forms import contact_form
from casework.extracts.records import erases, why_kept
from casework.extracts.sources import Fact, PersonSource, facts_of

_CONTACTS = ("sender_name", "sender_email")
_FORM = contact_form(EntrySuggestion, *_CONTACTS)


def _facts(row: EntrySuggestion) -> list[Fact]:
    return [
        *facts_of(row, _CONTACTS, ("association_title", "message", "reason")),
        *_values(_("Förslag"), row.data),
        *_values(_("Som det såg ut"), row.base),
        *_values(_("Infört"), row.applied),
    ]


def _values(title: str, values: dict[str, Any]) -> Iterator[Fact]:
    """Give what an entry should hold, by what editors call it; JSON for what has many parts."""
    known = {field.name for field in AssociationPage._meta.get_fields()}
    for name, value in values.items():
        label = field_label(name) if name in known else name
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield Fact(f"{title}: {label}", text if value else "")


SUGGESTIONS = PersonSource(
    name="suggestion",
    label=gettext_lazy("Föreningsförslag"),
    kept_as="suggestion",
    rows=lambda: EntrySuggestion.objects.filter(erased_at__isnull=True).order_by("pk").iterator(),
    facts=_facts,
    title=lambda row: str(row.reference),
    at=lambda row: row.received_at,
    url=lambda row: reverse("entry_suggestions:inspect", args=[row.pk]),
    why_kept=why_kept,
    erase=erases(EntrySuggestion, KEPT),
    form=_FORM,
    correct=stores(_FORM),
)
