"""Text that anybody may have written, made safe to work on. Pure; the only place that normalises.

Putting the marks of one letter in order costs the square of their number, so a letter keeps only
as many as Unicode's stream-safe form allows (UAX #15, D4): no language comes near.
"""

import re
import unicodedata
from typing import Literal

MOST_MARKS = 30

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]


def _is_mark(character: str) -> bool:
    """Whether it stands on or under the letter before it, as it is or as it is taken apart."""
    apart = unicodedata.decomposition(character) and unicodedata.normalize("NFKD", character)[0]
    return unicodedata.combining(apart or character) != 0


# None has a code beyond these.
_MARKS = "".join(character for character in map(chr, range(0x300, 0x1F000)) if _is_mark(character))
TOO_MANY_MARKS = re.compile(f"[{_MARKS}]{{{MOST_MARKS + 1},}}")
# What no text holds and databases, XML and spreadsheets refuse: controls, lone surrogates, and
# the two codes that are no characters. Tab and the two line ends stay.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Word processors break lines and pages with these; leaving them out would join two words.
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
# Finds whether `without_controls` has anything to do.
UNCLEAN = re.compile(f"{_FORBIDDEN.pattern}|{_BREAKS.pattern}")


def few_marks(text: str) -> str:
    """Return `text` with at most MOST_MARKS marks on a letter: the very same text, as a rule."""
    if text.isascii():
        return text
    return TOO_MANY_MARKS.sub(lambda run: run[0][:MOST_MARKS], text)


def normalised(text: str, form: Form = "NFC") -> str:
    """Return `text` in a normal form of Unicode, in a time that grows only with its length."""
    return unicodedata.normalize(form, few_marks(text))


def without_controls(text: str) -> str:
    """Return `text` without what no text holds; what breaks lines becomes a line end."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def clean_text(text: str) -> str:
    """Return `text` in composed form, with plain line ends, without control characters.

    Emoji, right-to-left marks and every script stay as they are.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return normalised(without_controls(lines)).strip()
