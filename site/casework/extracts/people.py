"""Recognising a person in what people wrote: by address, name or telephone number. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Between the digits of a telephone number people write at most so much.
_BETWEEN = r"[^0-9A-Za-z\n]{0,3}"
# Fewer digits would be found in every other number.
FEWEST_DIGITS = 6


@dataclass(frozen=True)
class Person:
    """Whom is looked for; "" is not looked for. Any of the three is enough to be found."""

    email: str = ""
    name: str = ""
    phone: str = ""

    def is_in(self, text: str) -> bool:
        """Whether `text` names the person. Words are whole words, in any case and order of names.

        A telephone number is the same with and without its country code, however it is grouped.
        """
        return any(pattern.search(text) for pattern in self._patterns())

    def _patterns(self) -> Iterator[re.Pattern[str]]:
        if self.email:
            yield _email(self.email)
        if self.name.split():
            yield _name(self.name)
        if digits := national_digits(self.phone):
            yield _phone(digits)


def national_digits(phone: str) -> str:
    """Return the digits that follow the country code or the first 0; "" when they are too few."""
    digits = "".join(char for char in phone if char.isdecimal())
    # Neither code is the beginning of a national number that is written without its 0.
    for code in ("0046", "46"):
        if digits.startswith(code):
            digits = digits.removeprefix(code)
            break
    digits = digits.lstrip("0")
    return digits if len(digits) >= FEWEST_DIGITS else ""


def _email(address: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-])", re.IGNORECASE)


def _name(name: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in name.replace(",", " ").split()]
    orders = {tuple(words), (words[-1], *words[:-1])}
    joined = "|".join(r"\W+".join(order) for order in sorted(orders))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _phone(digits: str) -> re.Pattern[str]:
    begins = rf"(?:(?:\+|00)46{_BETWEEN}(?:\(0\){_BETWEEN})?|0)?{_BETWEEN}"
    return re.compile(rf"(?<!\d){begins}{_BETWEEN.join(digits)}(?!\d)")
