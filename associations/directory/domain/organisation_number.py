"""Organisation numbers as people write them.

Ten digits with a Luhn check digit, the third at least 2 (lag (1974:174) om identitetsbeteckning
för juridiska personer). Twelve digits carry the prefix 16. A number whose third digit is 0 or 1
belongs to a person and is refused without being repeated, as is a personal number among words.
A *momsnummer* is the organisation number between SE and 01.
"""

import re

from stdnum import luhn
from stdnum.se import orgnr

from casework.public_forms.personal_numbers import contains_personal_number
from core.language.plain_text import normalised

# Nobody needs more for ten digits, however many blanks and dashes they put between.
_LONGEST = 100
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u00ad\u200b-\u200d\u2060.]+")

_VAT = re.compile(r"SE([0-9]{10})01", re.IGNORECASE)


class NotAnOrganisationNumber(ValueError):
    """The digits do not make an organisation number."""


class LooksLikeAPerson(NotAnOrganisationNumber):
    """The digits belong to a person; they must not be shown, stored or logged."""


def normalise(written: str) -> str:
    """Return the ten digits of `written`, or raise without repeating what was written.

    Full-width digits, no-break spaces, dashes of any kind and the prefix 16 are understood.
    """
    if len(written) > _LONGEST:
        raise NotAnOrganisationNumber
    if contains_personal_number(written):
        raise LooksLikeAPerson
    digits = _SEPARATORS.sub("", normalised(written, "NFKC"))
    digits = _without_prefix(digits)
    if len(digits) != 10:
        raise NotAnOrganisationNumber
    if digits[2] in "01":
        raise LooksLikeAPerson
    if not luhn.is_valid(digits):
        raise NotAnOrganisationNumber
    return orgnr.compact(digits)


def _without_prefix(written: str) -> str:
    """Return the digits alone, without what a momsnummer or the prefix 16 adds to them."""
    vat = _VAT.fullmatch(written)
    digits = vat[1] if vat else written
    if not digits.isascii() or not digits.isdigit():
        raise NotAnOrganisationNumber
    if len(digits) != 12:
        return digits
    if digits[:2] in ("18", "19", "20"):
        raise LooksLikeAPerson
    if digits[:2] != "16":
        raise NotAnOrganisationNumber
    return digits[2:]


def shown(digits: str) -> str:
    """Return ten digits the way they are written: 802012-3454."""
    return f"{digits[:6]}-{digits[6:]}" if len(digits) == 10 else digits
