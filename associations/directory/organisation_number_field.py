"""The field that organisation numbers are written in, by associations and by editors."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from associations.directory.domain.organisation_number import (
    LooksLikeAPerson,
    NotAnOrganisationNumber,
    normalise,
)


class OrganisationNumberField(forms.CharField):
    """An organisation number, however it is written; ten digits, or "" when none is given.

    `absent` is what it is when somebody says that there is none. A number that belongs to a
    person is refused and not even shown to whoever wrote it.
    """

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, absent: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.absent = absent

    def to_python(self, value: Any) -> str:
        written = str(value).strip() if value is not None else ""
        if not written:
            return ""
        if written.lower().strip(".") in _NONE:
            return self.absent
        try:
            return normalise(written)
        except LooksLikeAPerson:
            message = _("Ta bort personnumret. Här ska bara stå ett organisationsnummer.")
            raise ValidationError(message, code="personal_number") from None
        except NotAnOrganisationNumber:
            message = _("Kontrollera organisationsnumret. Det har tio siffror.")
            raise ValidationError(message, code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether `data` is another number, however the two are written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What a form that is shown again holds: never a personal number."""
        try:
            self.to_python(data)
        except ValidationError as error:
            return "" if error.code == "personal_number" else data
        return data


_NONE = {"saknas", "saknar", "nej", "inget", "none", "no", "-", "–"}
