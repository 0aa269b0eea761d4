"""Fields that an entry needs and other forms do not."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy

from casework.public_forms.fields import OneLineField

_PHONE = re.compile(r"(?:[+\d\s()/,.\-\u2010-\u2015]|ankn|eller|vx)+")


class WebAddressField(OneLineField):
    """The address of a website, with or without https:// before it."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"})
    default_error_messages = {
        "invalid": gettext_lazy("Skriv webbadressen så här: www.exempel.se"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=200, **kwargs)

    def to_python(self, value: Any) -> str:
        address = super().to_python(value)
        return f"https://{address}" if address and "://" not in address else address

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if not address:
            return ""
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return address


class PhoneField(OneLineField):
    """A telephone number as people write it; the way it is written stays."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
    default_error_messages = {
        "invalid": gettext_lazy("Skriv telefonnumret så här: 08-123 45 67"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=40, **kwargs)

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        enough = len(re.sub(r"\D", "", number)) >= 5
        if number and not (enough and _PHONE.fullmatch(number)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class GroupsField(OneLineField):
    """Groups with commas between them; repeated and empty ones are dropped."""

    def to_python(self, value: Any) -> str:
        groups = [group.strip() for group in super().to_python(value).split(",")]
        return ", ".join(dict.fromkeys(group for group in groups if group))


class RowsField(forms.TypedMultipleChoiceField):
    """Some of the rows of a shared list, as their keys in ascending order.

    The rows are read when a form sets `choices`, so that a form can be shown again even when
    the database has stopped answering.
    """

    widget = forms.CheckboxSelectMultiple
    # Each is looked for among all rows; nobody ticks more.
    most = 500

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, **kwargs)

    def clean(self, value: Any) -> list[int]:
        if len(value or ()) > self.most:
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return sorted(set(super().clean(value)))
