"""What a visitor typed, cleaned into words that no search engine can trip over. Pure."""

import re
from dataclasses import dataclass, field

from core.language.words import normal, words
from searching.words.analysis import (
    STOP_WORDS,
    code_word,
    find_codes,
    stem,
    title_key,
    token,
    without_hidden_characters,
)

LONGEST_QUERY = 200
MOST_TERMS = 12
# Words that people write before a registry number; they say no more than the number does.
_BEFORE_CODES = frozenset({"dnr", "diarienr", "diarienummer"})
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Term:
    """One word to find: any of its forms will do.

    `begins` are beginnings of words in the index, `equals` are whole ones. All are letters and
    digits in lower case, so that an engine can quote them safely.
    """

    word: str
    begins: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()

    def finds(self, indexed: str) -> bool:
        """Whether a token of the index answers to this term."""
        return indexed in self.equals or indexed.startswith(self.begins or ("\0",))


@dataclass(frozen=True)
class Query:
    """A search: `text` as it is shown again, `terms` that must all be found.

    A text without a single letter or digit has no terms and finds nothing.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    title_key: str = ""
    words: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.text)


def read_query(typed: str) -> Query:
    """Return the search that `typed` asks for; anything at all may have been typed."""
    text = re.sub(r"\s+", " ", without_hidden_characters(typed[: LONGEST_QUERY * 4])).strip()
    text = text[:LONGEST_QUERY].strip()
    codes = find_codes(normal(text))
    said = _words_beside_codes(text)
    plain = [word for word in said if word not in STOP_WORDS] or ([] if codes else said)
    if codes:
        plain = [word for word in plain if word not in _BEFORE_CODES]
    kept = list(dict.fromkeys(plain))[: MOST_TERMS - min(len(codes), MOST_TERMS)]
    last = said[-1] if said else ""
    terms = [_term(word, is_last=word == last) for word in kept]
    terms += [Term(found[0], equals=(code_word(found),)) for found in codes[:MOST_TERMS]]
    return Query(text, tuple(terms), title_key(text), tuple(kept))


def _words_beside_codes(text: str) -> list[str]:
    """Return the words of `text`; of a registry number only the letters before the year."""
    rest, end = [], 0
    content = normal(text)
    for found in find_codes(content):
        rest += [content[end : found.start()], found[1]]
        end = found.end()
    return words(" ".join([*rest, content[end:]]))


def _term(word: str, *, is_last: bool) -> Term:
    first = token(word)
    if word.isdigit():
        return Term(word, equals=(first,))
    # The word that was typed last may be half a word, so two letters are a beginning there.
    shortest = _SHORTEST_STEM - 1 if is_last else _SHORTEST_STEM
    begins = (first,) if len(first) >= shortest else ()
    return Term(word, begins=begins, equals=tuple(dict.fromkeys([first, *_other_stems(word)])))


def _other_stems(word: str) -> list[str]:
    """Return the stems that the index may hold for other forms of the same word.

    The stemmer makes "insats" of "insatser" but "insat" of "insats", and leaves "skolan" whole.
    """
    others = [token(stem(word))]
    if word.endswith("an") and len(word) > 4:
        others.append(token(word[:-1]))
    return others
