"""An association's entry as plain values: to suggest changes to, to compare, to write back."""

from collections.abc import Callable
from typing import Any

from associations.directory.domain.entry_diff import Value, Values
from associations.directory.domain.organisation_number import shown
from associations.directory.models.kinds import AssociationKind
from associations.directory.models.pages import AssociationPage
from core.language.plain_text import clean_text
from core.models import Topic
from home.models import PlacePage

_ROWS: dict[str, Callable[[], Any]] = {
    "kinds": AssociationKind.objects.all,
    "places": PlacePage.objects.all,
    "topics": Topic.objects.all,
}
# In the order in which people read them.
ENTRY_FIELDS = (
    "title",
    "introduction",
    "organisation_number",
    "kinds",
    "places",
    "topics",
    "target_groups",
    "activities",
    "contributes",
    "seeks",
    "contact_role",
    "email",
    "email_is_public",
    "phone",
    "phone_is_public",
    "website",
    "website_is_public",
)
# Only whoever suggests a new entry says this; afterwards editors change it.
NEW_ENTRY_FIELDS = (*ENTRY_FIELDS, "review_email")
_OF_MANY_LINES = frozenset({"introduction", "activities", "contributes", "seeks"})


def read_entry(page: AssociationPage) -> dict[str, Value]:
    """Return what the entry says now, rows as their keys in ascending order."""
    return {name: _read(page, name) for name in ENTRY_FIELDS}


def write_entry(page: AssociationPage, values: Values) -> None:
    """Put `values` on the page object; saving is the caller's. Rows that are gone are left out."""
    for name, value in values.items():
        if name in _ROWS:
            rows = list(_ROWS[name]().filter(pk__in=value))
            getattr(page, name).set(rows)
        elif name in NEW_ENTRY_FIELDS:
            setattr(page, name, value)


def row_names(name: str, keys: list[int]) -> list[str]:
    """Return what the rows with these keys are called, by name; rows that are gone have none."""
    rows = _ROWS[name]().filter(pk__in=keys)
    return sorted(str(getattr(row, "title", row)) for row in rows)


def field_label(name: str) -> str:
    """Return what editors call a field of an entry."""
    label = str(AssociationPage._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def value_text(name: str, value: Value) -> str:
    """Return a value as people read it: rows by name, one on each line; ticks as yes or no."""
    if isinstance(value, list):
        return "\n".join(row_names(name, value))
    if name == "organisation_number":
        return shown(str(value))
    return value if isinstance(value, str) else _YES[value]


_YES = {True: "Ja", False: "Nej"}


def _read(page: AssociationPage, name: str) -> Value:
    value: Any = getattr(page, name)
    if name in _ROWS:
        return sorted(row.pk for row in value.all())
    if isinstance(value, bool):
        return value
    # As the forms give it back, so that only what people change counts as changed.
    if name == "target_groups":
        return ", ".join(dict.fromkeys(page.target_group_list))
    text = clean_text(str(value))
    return text if name in _OF_MANY_LINES else " ".join(text.split())
