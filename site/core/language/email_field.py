"""The form field for e-mail addresses, for readers and for editors."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from core.language.email_addresses import (
    BadAddress,
    BadDomain,
    BadName,
    NothingWritten,
    NotPublic,
    normalise,
)

_WHY = {
    BadName: gettext_lazy(
        "Före @ kan vi bara ta emot bokstäverna a–z, siffror och tecken som punkt, bindestreck"
        " och plus."
    ),
    BadDomain: gettext_lazy("Det som står efter @ kan inte vara en adress på internet."),
    NotPublic: gettext_lazy(
        "Det som står efter @ måste vara en adress på internet, inte en dator eller ett nummer."
    ),
}


class EmailAddressField(forms.CharField):
    """An e-mail address, however it was pasted; what is checked is what is kept and mailed to."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_error_messages = {
        "invalid": gettext_lazy("Skriv e-postadressen så här: namn@exempel.se"),
    }

    def to_python(self, value: Any) -> str:
        try:
            return normalise(str(value) if value is not None else "")
        except NothingWritten:
            return ""
        except BadAddress as bad:
            how = str(self.error_messages["invalid"])
            why = _WHY.get(type(bad))
            raise ValidationError(f"{why} {how}" if why else how, code="invalid") from bad
