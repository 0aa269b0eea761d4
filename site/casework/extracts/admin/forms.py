"""Whom to look for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.extracts.people import FEWEST_DIGITS, Person, national_digits
from casework.public_forms.fields import OneLineField
from core.language.email_field import EmailAddressField

_FEWEST_LETTERS = 3


class PersonForm(forms.Form):
    """Address, name or telephone number; any of them is enough."""

    # What was searched last on this machine is nobody's business.
    use_required_attribute = False
    email = EmailAddressField(label=gettext_lazy("E-postadress"), required=False)
    name = OneLineField(
        label=gettext_lazy("Namn"),
        longest=120,
        required=False,
        help_text=gettext_lazy("Hela namnet. Ett ensamt förnamn ger träffar på andra."),
    )
    phone = OneLineField(label=gettext_lazy("Telefonnummer"), longest=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        """Refuse what would be found everywhere."""
        name: str = self.cleaned_data["name"]
        if name and len(name) < _FEWEST_LETTERS:
            raise ValidationError(_("Skriv minst tre bokstäver."))
        return name

    def clean_phone(self) -> str:
        """Refuse too few digits."""
        phone: str = self.cleaned_data["phone"]
        if phone and not national_digits(phone):
            fewest = {"fewest": FEWEST_DIGITS}
            raise ValidationError(_("Skriv hela numret, minst %(fewest)d siffror.") % fewest)
        return phone

    def clean(self) -> dict[str, Any]:
        """Something has to be looked for."""
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise ValidationError(_("Fyll i minst en uppgift."))
        return given

    @property
    def person(self) -> Person:
        """Whom the valid form describes."""
        return Person(**self.cleaned_data)
