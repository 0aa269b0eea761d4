"""Form fields that forgive how people write, and say clearly what they cannot take."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.encoding import punycode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.public_forms.personal_numbers import contains_personal_number, may_be_phone_number

# Everything below the space but tab and line feed, DEL, and the C1 controls: no text has them,
# databases and spreadsheets refuse them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean_text(text: str) -> str:
    """Return `text` in composed form, with plain line ends, without control characters.

    Emoji, right-to-left marks and every script stay as they are.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines)).strip()


def refuse_personal_numbers(text: str) -> None:
    """Raise ValidationError when `text` holds a personal identity number; never repeat it."""
    if not contains_personal_number(text):
        return
    message = _("Ta bort personnumret. Skriv inte om enskilda personer.")
    if may_be_phone_number(text):
        hint = _("Är det ett telefonnummer? Skriv det så här: 070-123 45 67.")
        message = f"{message} {hint}"
    raise ValidationError(message, code="personal_number")


class PlainTextField(forms.CharField):
    """Words as somebody wrote them, at most `longest` characters.

    The limit is told in words, not by `maxlength`: a browser would cut off what is pasted
    without saying so.
    """

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(str(value)) if value is not None else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(self._too_long(len(value)), code="max_length")
        refuse_personal_numbers(value)

    def _too_long(self, length: int) -> str:
        return ngettext(
            "Texten är för lång. Den får vara högst %(longest)s tecken. Ta bort %(excess)s tecken.",
            "Texten är för lång. Den får vara högst %(longest)s tecken. Ta bort %(excess)s tecken.",
            length - self.longest,
        ) % {"longest": _grouped(self.longest), "excess": _grouped(length - self.longest)}


class OneLineField(PlainTextField):
    """A name or an address: line ends and runs of blanks become one blank."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class ForgivingEmailField(forms.CharField):
    """An e-mail address, however it was pasted: with blanks, brackets or Swedish letters."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_error_messages = {
        "invalid": gettext_lazy("Skriv e-postadressen så här: namn@exempel.se"),
    }
    longest = 254

    def to_python(self, value: Any) -> str:
        text = "".join(clean_text(str(value)).split()) if value is not None else ""
        return text.removeprefix("mailto:").strip("<>")

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        try:
            EmailValidator()(_ascii_domain(value))
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if len(value) > self.longest:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        refuse_personal_numbers(value)


def _ascii_domain(address: str) -> str:
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{punycode(domain)}"
    except UnicodeError:
        return address


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
