"""From text to the words that are indexed and looked for. Pure, the same for every database.

A word is put in lower case, reduced to its Swedish stem and then freed of its marks, so that
"Nattvandringarna" and "nattvandring" meet, and "alvsjo" finds Älvsjö. Stemming comes before the
marks are dropped: "affär" must not lose its end the way "vakar" does.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from searching.stop_words import STOP_WORDS

# Longer words are cut; nobody types more, and a hostile text must not fill the index.
LONGEST_WORD = 64

_WORD = re.compile(r"[^\W_]+")
# A registry number such as "HÄ 2024/295", with or without letters before the year.
_CODE = re.compile(r"(?<![^\W_])([^\W\d_]*)((?:19|20)\d\d)\s?/\s?(\d{1,6})(?!\d)")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
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
_stemmers = threading.local()


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
    return unicodedata.normalize("NFKD", low)[:1] or character


_marks = _DropMarks()
_folding = _Folding()


def fold(text: str) -> str:
    """Return `text` in lower case and without marks, character for character: Älvsjö → alvsjo."""
    return text.translate(_folding)


def normal(text: str) -> str:
    """Return `text` in the one form in which words are compared: composed, lower case."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_marks)


def words(text: str) -> list[str]:
    """Return the words of `text` in order, in lower case, marks kept on letters that have them."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(normal(text))]


@lru_cache(maxsize=50_000)
def token(word: str) -> str:
    """Return what stands for `word` in the index: its stem, folded."""
    return fold(stem(word))


def stem(word: str) -> str:
    """Return `word`, in lower case with its marks, without its Swedish endings."""
    # A stemmer keeps its place in the word, so threads must not share one.
    if not hasattr(_stemmers, "swedish"):
        _stemmers.swedish = snowballstemmer.stemmer("swedish")
    return str(_stemmers.swedish.stemWord(word))


def index_tokens(text: str, *, keep_stop_words: bool = False) -> list[str]:
    """Return the tokens under which `text` is found, in order."""
    return list(_index_tokens(text, keep_stop_words=keep_stop_words))


def _index_tokens(text: str, *, keep_stop_words: bool) -> Iterator[str]:
    for word in words(spell_out_codes(normal(text))):
        if keep_stop_words or word not in STOP_WORDS:
            yield token(word)


def spell_out_codes(text: str) -> str:
    """Give every registry number in normal `text` a word of its own beside its parts.

    "hä 2024/295" becomes "hä 2024 295 2024x295", so that it is found whole and in parts.
    """
    return _CODE.sub(lambda found: f"{found[1]} {found[2]} {found[3]} {code_word(found)}", text)


def code_word(found: re.Match[str]) -> str:
    """Return the word that stands for one registry number, letters apart."""
    return f"{found[2]}x{int(found[3])}"


def find_codes(text: str) -> list[re.Match[str]]:
    """Return the registry numbers in normal `text`: letters, year and number of each."""
    return list(_CODE.finditer(text))


def title_key(text: str) -> str:
    """Return the words of a title, folded: what an exact search for the title compares."""
    return " ".join(fold(word) for word in words(text))[:255]


def sort_key(text: str) -> str:
    """Return a text that sorts titles as Swedish does in any database, and 2 before 10."""
    return "0".join(_sortable(word) for word in words(text))[:255]


def _sortable(word: str) -> str:
    if word.isascii() and word.isdigit():
        return word.zfill(6)
    return "".join(_LAST_LETTERS.get(letter) or fold(letter) for letter in word)


def without_hidden_characters(text: str) -> str:
    """Return `text` composed, and without soft hyphens, control and zero-width characters.

    The joiner inside emoji and the direction marks of right-to-left text stay.
    """
    return _HIDDEN.sub("", unicodedata.normalize("NFC", text))
