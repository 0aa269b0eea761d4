"""Form fields that forgive how people write, and say clearly what they cannot take."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.public_forms.personal_numbers import (
    DIGITS,
    contains_personal_number,
    may_be_phone_number,
)
from core.language.email_field import EmailAddressField
from core.language.plain_text import clean_text

# A text may be so many times as long as it should be before it is worked on: marks that stand
# apart from their letters, and blanks that will go. A short one may have many blanks around it.
_MOST_TIMES = 4
_ALWAYS_READ = 1000


def refuse_personal_numbers(text: str) -> None:
    """Raise ValidationError when `text` holds a personal identity number; never repeat it."""
    # Most texts hold fewer digits than such a number, whatever their script.
    if sum(map(str.isnumeric, text)) < DIGITS or not contains_personal_number(text):
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
        written = str(value) if value is not None else ""
        # Whatever cleaning may take away, this would be too long; so nothing is done with it.
        if len(written) > max(_MOST_TIMES * self.longest, _ALWAYS_READ):
            raise ValidationError(self._too_long(len(written)), code="max_length")
        return clean_text(written)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if len(text) > self.longest:
            raise ValidationError(self._too_long(len(text)), code="max_length")
        refuse_personal_numbers(text)
        return text

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


class ForgivingEmailField(EmailAddressField):
    """An e-mail address in a public form, which no personal identity number may stand in."""

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        refuse_personal_numbers(address)
        return address


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
