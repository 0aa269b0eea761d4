"""From text to the words that are indexed and looked for. Pure, the same for every database.

A word is put in lower case, reduced to its Swedish stem and then freed of its marks, so that
"Nattvandringarna" and "nattvandring" meet, and "alvsjo" finds Älvsjö. Stemming comes before the
marks are dropped: "affär" must not lose its end the way "vakar" does.
"""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from core.language.plain_text import normalised
from core.language.words import fold, normal, words

# A registry number such as "HÄ 2024/295", with or without letters before the year.
_CODE = re.compile(r"(?<![^\W_])([^\W\d_]*)((?:19|20)\d\d)\s?/\s?(\d{1,6})(?!\d)")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
_stemmers = threading.local()
# Swedish words that say nothing about what a text is about: the list that comes with the Snowball
# stemmer for Swedish.
_WORDS = """
    alla allt att av blev bli blir blivit de dem den denna deras dess dessa det detta dig din dina
    ditt du där då efter ej eller en er era ert ett från för ha hade han hans har henne hennes hon
    honom hur här i icke ingen inom inte jag ju kan kunde man med mellan men mig min mina mitt mot
    mycket ni nu när någon något några och om oss på samma sedan sig sin sina sitta själv skulle som
    så sådan sådana sådant till under upp ut utan vad var vara varför varit varje vars vart vem vi
    vid vilka vilkas vilken vilket vår våra vårt än är åt över
    """
STOP_WORDS = frozenset(_WORDS.split())


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


def without_hidden_characters(text: str) -> str:
    """Return `text` composed, and without soft hyphens, control and zero-width characters.

    The joiner inside emoji and the direction marks of right-to-left text stay.
    """
    return _HIDDEN.sub("", normalised(text))
