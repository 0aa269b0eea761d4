"""The forms that anybody may fill in: a new association, an error, a new link."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.directory.forms.entry import EntryForm, Sections
from associations.directory.models.entry_values import NEW_ENTRY_FIELDS
from casework.public_forms.fields import ForgivingEmailField, OneLineField, PlainTextField
from casework.public_forms.protection import ProtectedForm


def sender_name_field() -> OneLineField:
    """Return the field for who writes."""
    return OneLineField(
        longest=120,
        required=False,
        label=_("Ditt namn"),
        help_text=_("Du får vara anonym."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def sender_email_field() -> ForgivingEmailField:
    """Return the field for where to answer."""
    return ForgivingEmailField(
        required=False,
        label=_("Din e-postadress"),
        help_text=_("Fyll i den om du vill veta vad vi beslutar."),
    )


class NewAssociationForm(EntryForm):
    """A new entry, suggested by anybody."""

    purpose = "associations.new"

    review_email = ForgivingEmailField(
        required=False,
        label=_("E-post för påminnelser"),
        help_text=_(
            "Dit skickar vi två gånger om året en länk för att se över uppgifterna. Visas aldrig."
        ),
    )
    message = PlainTextField(
        longest=3000,
        required=False,
        label=_("Något mer som vi behöver veta"),
        help_text=_("Läses bara av oss. Visas inte på portalen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sender_name = sender_name_field()
    sender_email = sender_email_field()

    SECTIONS: ClassVar[Sections] = (
        *EntryForm.SECTIONS,
        (_("Till oss"), ("review_email", "message", "sender_name", "sender_email")),
    )
    entry_fields: ClassVar[tuple[str, ...]] = NEW_ENTRY_FIELDS


class ErrorReportForm(ProtectedForm):
    """Something in an entry is wrong, missing or old."""

    purpose = "associations.error"

    about = OneLineField(
        longest=255,
        label=_("Vilken förening gäller det?"),
        error_messages={"required": _("Skriv vilken förening det gäller")},
    )
    message = PlainTextField(
        longest=5000,
        label=_("Vad är fel?"),
        error_messages={"required": _("Skriv vad som är fel")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    sender_name = sender_name_field()
    sender_email = sender_email_field()
    # The last part of the entry's address, when the reader came from there.
    association = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)


class LinkRequestForm(ProtectedForm):
    """Whoever has lost their link, or come too late, says where it was sent."""

    purpose = "associations.link"

    address = ForgivingEmailField(
        label=_("Föreningens e-postadress"),
        help_text=_("Den adress som ni får påminnelser till."),
        error_messages={"required": _("Fyll i e-postadressen")},
    )
