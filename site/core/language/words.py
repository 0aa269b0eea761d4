"""The words of a text, how they are compared and in which order Swedish puts them. Pure."""

import re
import unicodedata
from functools import lru_cache

from core.language.plain_text import normalised

# Longer words are cut; nobody types more, and a hostile text must not fill the index.
LONGEST_WORD = 64

_WORD = re.compile(r"[^\W_]+")
# Letters that no decomposition turns into a plain one.
_PLAIN = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "\u0131": "i",
    "æ": "a",
    "œ": "o",
    "þ": "t",
    "ß": "s",
}
# In Swedish these letters come last; any order of the database puts "z…" after "z" and a digit.
_LAST_LETTERS = {"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"}


class _DropMarks(dict[int, str]):
    """A translation that removes what is no letter of its own: marks, soft hyphens, zero width."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = "" if unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"} else character
        self[code] = kept
        return kept


class _Folding(dict[int, str]):
    """A translation of every character to one plain character, so that positions stay."""

    def __missing__(self, code: int) -> str:
        folded = _folded_character(chr(code))
        self[code] = folded
        return folded


def _folded_character(character: str) -> str:
    low = character.lower()[:1]
    if low in _PLAIN:
        return _PLAIN[low]
    return normalised(low, "NFKD")[:1] or character


_marks = _DropMarks()
_folding = _Folding()


def fold(text: str) -> str:
    """Return `text` in lower case and without marks, character for character: Älvsjö → alvsjo."""
    return text.translate(_folding)


def normal(text: str) -> str:
    """Return `text` in the one form in which words are compared: composed, lower case."""
    return normalised(text, "NFKC").casefold().translate(_marks)


def words(text: str) -> list[str]:
    """Return the words of `text` in order, in lower case, marks kept on letters that have them."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(normal(text))]


@lru_cache(maxsize=10_000)
def sort_key(text: str) -> str:
    """Return a text that sorts titles as Swedish does in any database, and 2 before 10."""
    return "0".join(_sortable(word) for word in words(text))[:255]


def _sortable(word: str) -> str:
    if word.isascii() and word.isdigit():
        return word.zfill(6)
    return "".join(_LAST_LETTERS.get(letter) or fold(letter) for letter in word)
