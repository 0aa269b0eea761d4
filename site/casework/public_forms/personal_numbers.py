"""Finds Swedish personal identity numbers in what people write, so that we can refuse them.

Personnummer and samordningsnummer (day plus 60): `(18|19|20)?YYMMDD[-+]?NNNN`, a real date, and
the last digit checked by the Luhn sum over the ten digits. Organisation numbers never match,
because their third digit is at least 2 and no month begins so.
"""

import calendar
import re
from collections.abc import Iterator

from stdnum import luhn

from core.language.plain_text import normalised

# At least: with a century there are twelve.
DIGITS = 10
_COORDINATION = 60
# Read in between the digits without being seen: soft hyphen, zero-width characters, BOM.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7"), "-")
_NUMBER = re.compile(
    r"""(?<!\d)
        (?P<century>18|19|20)?
        (?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)
        (?P<between>[ ]?[-+]?[ ]?)
        (?P<last>\d{4})
        (?!\d)""",
    re.VERBOSE,
)


def contains_personal_number(text: str) -> bool:
    """Whether `text` holds a personnummer or samordningsnummer, however it is spelled out."""
    return any(True for _ in _found(text))


def may_be_phone_number(text: str) -> bool:
    """Whether all that looks like a personal number in `text` may be a phone number.

    Ten digits in a row that begin with 0 are either; then the writer needs to know how to tell
    us that it is a phone number.
    """
    found = list(_found(text))
    return bool(found) and all(number.isdigit() and number[0] == "0" for number in found)


def _found(text: str) -> Iterator[str]:
    plain = normalised(text, "NFKC").translate(_INVISIBLE).translate(_DASHES)
    for match in _NUMBER.finditer(plain):
        digits = match["year"] + match["month"] + match["day"] + match["last"]
        # As a number first: digits of other scripts count, and the sum knows only ours.
        if _is_date(match) and luhn.is_valid(f"{int(digits):010}"):
            yield match[0]


def _is_date(match: re.Match[str]) -> bool:
    month, day = int(match["month"]), int(match["day"])
    if not 1 <= month <= 12:
        return False
    if day > _COORDINATION:
        day -= _COORDINATION
    centuries = [match["century"]] if match["century"] else ["19", "20"]
    years = [int(century + match["year"]) for century in centuries]
    return any(1 <= day <= calendar.monthrange(year, month)[1] for year in years)
