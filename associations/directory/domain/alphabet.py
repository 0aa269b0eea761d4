"""Under which letter a title stands in a Swedish A–Ö."""

from core.language.words import fold, words

SWEDISH_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
OTHER = "ovriga"
DIGITS = "0-9"
# Letters of their own in Swedish, and those that are sorted with them.
_OWN = {"å": "å", "ä": "ä", "æ": "ä", "ö": "ö", "ø": "ö"}


def letter_of(title: str) -> str:
    """Return "a" to "z", "å", "ä" or "ö"; `DIGITS` or `OTHER` when the title begins otherwise.

    Marks of other languages do not count: "Élan" stands under e.
    """
    first = "".join(words(title))[:1]
    if first.isdigit():
        return DIGITS
    letter = _OWN.get(first) or fold(first)
    return letter if letter and letter in SWEDISH_LETTERS else OTHER
