"""The form in which an entry is looked over, and the part of it that a new entry shares."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.db import DatabaseError, InterfaceError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.directory.domain.entry_diff import Value, Values
from associations.directory.domain.organisation_number import shown
from associations.directory.forms.fields import (
    GroupsField,
    PhoneField,
    RowsField,
    WebAddressField,
)
from associations.directory.models import AssociationKind
from associations.directory.models.entry_values import ENTRY_FIELDS
from associations.directory.organisation_number_field import OrganisationNumberField
from casework.public_forms.fields import ForgivingEmailField, OneLineField, PlainTextField
from casework.public_forms.protection import ProtectedForm
from core.models import Topic
from home.models import PlacePage

# Headings, and which fields stand under each.
Sections = tuple[tuple[Promise, tuple[str, ...]], ...]
_LONGEST = 3000
_ONE_PER_ROW = _("En sak per rad.")
_ROLE = _("En funktion, till exempel ”kansliet”. Skriv inget personnamn.")
_FUNCTION_ADDRESS = _("En brevlåda för föreningen, helst ingen persons egen adress.")
# A robot's favourite field name is the bait of every form; see ProtectedForm.
FORM_NAMES = {"website": "web_address"}


def rows_text(rows: int, **kwargs: Any) -> PlainTextField:
    """Return a field for a text of some rows."""
    widget = forms.Textarea(attrs={"rows": rows})
    return PlainTextField(longest=_LONGEST, required=False, widget=widget, **kwargs)


class EntryForm(ProtectedForm):
    """Everything that an association may say about itself, in the order in which it is read."""

    title = OneLineField(
        longest=120,
        label=_("Föreningens namn"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Fyll i föreningens namn")},
    )
    introduction = rows_text(
        3, label=_("Kort om föreningen"), help_text=_("Två eller tre meningar. Visas i listor.")
    )
    organisation_number = OrganisationNumberField(
        required=False,
        label=_("Organisationsnummer"),
        help_text=_("Tio siffror, till exempel 802012-3454. Lämna tomt om ni saknar."),
    )
    kinds = RowsField(label=_("Slag av förening"))
    activities = rows_text(5, label=_("Det här gör vi"), help_text=_ONE_PER_ROW)
    contributes = rows_text(4, label=_("Det här kan vi bidra med"), help_text=_ONE_PER_ROW)
    seeks = rows_text(4, label=_("Det här söker vi"), help_text=_ONE_PER_ROW)
    target_groups = GroupsField(
        longest=160,
        required=False,
        label=_("För vem"),
        help_text=_("Grupper med komma emellan, till exempel ”barn, unga”."),
    )
    places = RowsField(label=_("Var ni finns"))
    topics = RowsField(label=_("Ämnen"))
    contact_role = OneLineField(
        longest=80, required=False, label=_("Vem som svarar"), help_text=_ROLE
    )
    email = ForgivingEmailField(
        required=False, label=_("Föreningens e-post"), help_text=_FUNCTION_ADDRESS
    )
    email_is_public = forms.BooleanField(required=False, label=_("Visa e-posten på portalen"))
    phone = PhoneField(required=False, label=_("Föreningens telefon"))
    phone_is_public = forms.BooleanField(required=False, label=_("Visa telefonen på portalen"))
    web_address = WebAddressField(required=False, label=_("Webbplats"))
    website_is_public = forms.BooleanField(required=False, label=_("Visa webbplatsen på portalen"))

    SECTIONS: ClassVar[Sections] = (
        (_("Föreningen"), ("title", "introduction", "organisation_number", "kinds")),
        (_("Verksamheten"), ("activities", "contributes", "seeks", "target_groups")),
        (_("Var och om vad"), ("places", "topics")),
        (
            _("Kontakt"),
            (
                *("contact_role", "email", "email_is_public", "phone", "phone_is_public"),
                *("web_address", "website_is_public"),
            ),
        ),
    )
    entry_fields: ClassVar[tuple[str, ...]] = ENTRY_FIELDS

    def __init__(self, *args: Any, chosen_places: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_row_choices(self, chosen_places)

    @property
    def sections(self) -> list[tuple[Promise, list[BoundField]]]:
        """The visible fields under their headings, where anything is asked."""
        parts = [(name, [self[field] for field in fields]) for name, fields in self.SECTIONS]
        return [part for part in parts if any(not is_empty(field) for field in part[1])]

    @property
    def apart(self) -> list[BoundField]:
        """The visible fields that stand under no heading: the bait."""
        placed = {field for _name, fields in self.SECTIONS for field in fields}
        return [field for field in self.visible_fields() if field.name not in placed]

    def values(self) -> dict[str, Value]:
        """What was filled in, as associations.directory.models.entry_values reads entries."""
        return {name: self.cleaned_data[form_name(name)] for name in self.entry_fields}


class ReviewForm(EntryForm):
    """An association's own entry, filled in as it stands."""

    purpose = "associations.review"
    quickest = timedelta(seconds=1)

    message = rows_text(
        3,
        label=_("Något mer som vi behöver veta"),
        help_text=_("Läses bara av oss. Visas inte på portalen."),
    )
    # Which version of the entry the association saw; see views.review.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    SECTIONS: ClassVar[Sections] = (*EntryForm.SECTIONS, (_("Till oss"), ("message",)))

    def is_unchanged(self, base: Values) -> bool:
        """Whether the valid form says of the entry just what `base` says."""
        return self.values() == dict(base)


def initial_of(values: Values) -> dict[str, Any]:
    """Return what a form shows for an entry that says `values`."""
    initial: dict[str, Any] = {form_name(name): value for name, value in values.items()}
    initial["organisation_number"] = shown(str(values.get("organisation_number", "")))
    return initial


def is_empty(field: BoundField) -> bool:
    """Whether a field neither asks anything nor carries what was answered."""
    return field.is_hidden and not field.value()


def form_name(name: str) -> str:
    """Return what the forms call a field of an entry."""
    return FORM_NAMES.get(name, name)


def set_row_choices(form: forms.BaseForm, chosen_places: Iterable[int] = ()) -> None:
    """Read what can be chosen: public places, and those that the entry already names."""
    readers: dict[str, Callable[[], list[tuple[int, str]]]] = {
        "kinds": lambda: list(AssociationKind.objects.values_list("pk", "name")),
        "topics": lambda: list(Topic.objects.values_list("pk", "name")),
        "places": lambda: _places(list(chosen_places)),
    }
    for name, read in readers.items():
        if name not in form.fields:
            continue
        field: Any = form.fields[name]
        try:
            field.choices = rows = read()
            if not rows:
                _ask_nothing(field)
        except (DatabaseError, InterfaceError):
            if not form.is_bound:
                raise
            _carry_unseen(form, name)


def _ask_nothing(field: Any) -> None:
    """Let nobody be asked to choose where there is nothing to choose from yet."""
    field.required = False
    field.widget = forms.MultipleHiddenInput()


def _carry_unseen(form: forms.BaseForm, name: str) -> None:
    """Let what was chosen come back with the form, though nobody can say what it is called."""
    field: Any = form.fields[name]
    field.widget = forms.MultipleHiddenInput()
    chosen = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    field.choices = [(key, key) for key in chosen]


def _places(chosen: list[int]) -> list[tuple[int, str]]:
    """Key and name of each place, in the order of their names. Whole pages would cost much more."""
    places = PlacePage.objects.live().public().filter(locale__language_code="sv")
    if chosen:
        places |= PlacePage.objects.filter(pk__in=chosen)
    # In no order that the database would have to make.
    named = places.order_by().values_list("pk", "title")
    return sorted(named, key=lambda place: (place[1].casefold(), place[0]))
