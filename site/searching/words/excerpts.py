"""The part of a text that shows why it was found. Pure; what it returns is safe to escape."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.language.words import fold, normal, words
from searching.words.analysis import code_word, find_codes, token
from searching.words.query import Query, Term

LONGEST_EXCERPT = 240
# Enough to find a good passage; a text with more matches is about the subject anyway.
_MOST_MATCHES = 40


class Segment(NamedTuple):
    """A piece of text, and whether it is what the visitor looked for."""

    text: str
    is_match: bool


class _Match(NamedTuple):
    start: int
    end: int
    term: int


def highlighted(text: str, query: Query) -> list[Segment]:
    """Return the whole of `text` in segments."""
    return _segments(text, 0, len(text), list(_matches(text, query.terms)))


def excerpt(summary: str, text: str, query: Query) -> list[Segment]:
    """Return the summary if it shows a match, else the best passage of `text`, in segments.

    Without a match anywhere the summary is returned as it is.
    """
    in_summary = list(_matches(summary, query.terms))
    if in_summary or not query.terms:
        return _segments(summary, 0, len(summary), in_summary)
    in_text = list(_matches(text, query.terms))
    if not in_text:
        return _segments(summary, 0, len(summary), [])
    start, end = _best_passage(text, in_text)
    before = [Segment("… ", is_match=False)] if start > 0 else []
    after = [Segment(" …", is_match=False)] if end < len(text) else []
    return [*before, *_segments(text, start, end, in_text), *after]


def _matches(text: str, terms: Sequence[Term]) -> Iterator[_Match]:
    pattern = _pattern(terms)
    if pattern is None:
        return
    found = 0
    for candidate in pattern.finditer(fold(text)):
        number = _answering(terms, _tokens(text[candidate.start() : candidate.end()]))
        if number is None:
            continue
        yield _Match(candidate.start(), candidate.end(), number)
        found += 1
        if found == _MOST_MATCHES:
            return


def _answering(terms: Sequence[Term], tokens: Sequence[str]) -> int | None:
    """Return the number of the first term that finds one of the tokens, or None."""
    for number, term in enumerate(terms):
        if any(map(term.finds, tokens)):
            return number
    return None


def _pattern(terms: Sequence[Term]) -> "re.Pattern[str] | None":
    """Return what finds, in folded text, the words that may answer to a term."""
    words_begin = {form for term in terms for form in (*term.begins, *term.equals)}
    numbers = [form.replace("x", r"\s?/\s?0*") for form in words_begin if _is_code(form)]
    plain = [re.escape(form) for form in words_begin if not _is_code(form)]
    # The longest first, so that a short beginning does not hide a longer word.
    parts = [rf"[^\W\d_]*{number}(?!\d)" for number in numbers]
    if plain:
        parts.append(rf"(?:{'|'.join(sorted(plain, key=len, reverse=True))})[^\W_]*")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})") if parts else None


def _is_code(form: str) -> bool:
    return re.fullmatch(r"\d{4}x\d+", form) is not None


@lru_cache(maxsize=10_000)
def _tokens(said: str) -> list[str]:
    """Return what stands in the index for a word or registry number in a text."""
    codes = [code_word(found) for found in find_codes(normal(said))]
    return codes or [token(word) for word in words(said)]


def _best_passage(text: str, matches: Sequence[_Match]) -> tuple[int, int]:
    """Return the passage with the most different terms, from word to word."""
    best, best_score = matches[0], 0
    for first in matches:
        near = [m for m in matches if first.start <= m.start < first.start + LONGEST_EXCERPT // 2]
        score = len({match.term for match in near})
        if score > best_score:
            best, best_score = first, score
    start = max(0, best.start - LONGEST_EXCERPT // 4)
    end = min(len(text), start + LONGEST_EXCERPT)
    start = max(0, end - LONGEST_EXCERPT) if end == len(text) else start
    return _word_start(text, start, best.start), _word_end(text, end)


def _word_start(text: str, start: int, latest: int) -> int:
    """Return the beginning of the first whole word from `start`, at most `latest`."""
    if start == 0:
        return 0
    space = text.find(" ", start - 1, latest)
    return space + 1 if space != -1 else latest


def _word_end(text: str, end: int) -> int:
    if end == len(text):
        return end
    space = text.rfind(" ", 0, end + 1)
    return space if space > end - LONGEST_EXCERPT // 4 else end


def _segments(text: str, start: int, end: int, matches: Sequence[_Match]) -> list[Segment]:
    segments, at = [], start
    for match in matches:
        if match.start < at or match.end > end:
            continue
        if match.start > at:
            segments.append(Segment(text[at : match.start], is_match=False))
        segments.append(Segment(text[match.start : match.end], is_match=True))
        at = match.end
    if at < end:
        segments.append(Segment(text[at:end], is_match=False))
    return segments
