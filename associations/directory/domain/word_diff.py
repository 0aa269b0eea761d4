"""Where two versions of a text differ, word by word, in bounded time whoever wrote them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile

_WORDS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
# How many words of one text are held against one of the other. Long texts in prose need a tenth
# of it; what is made to be compared without end gets no more.
_MOST_COMPARED = 250_000


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether it differs from the other version."""

    text: str
    is_changed: bool


def marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces; the changed ones are those that only this version has.

    What stays between two changes counts as changed when it is a blank, or words shorter than
    both: whole phrases read better than single words.
    """
    if old == new:
        return _joined([Piece(old, False)]), _joined([Piece(new, False)])
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    runs = _in_one(_runs(before, after))
    flags = [run[0] or _is_swallowed(runs[at - 1 : at + 2]) for at, run in enumerate(runs)]
    olds = [Piece(text, flag) for flag, (_is, text, _new) in zip(flags, runs, strict=True)]
    news = [Piece(text, flag) for flag, (_is, _old, text) in zip(flags, runs, strict=True)]
    return _joined(olds), _joined(news)


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield both texts in runs, in order: whether they differ there, the old one and the new."""
    b = a = 0
    for b_end, a_end in [*_with_blanks(before, after), (len(before), len(after))]:
        if b < b_end or a < a_end:
            yield True, "".join(before[b:b_end]), "".join(after[a:a_end])
        if b_end < len(before) and a_end < len(after):
            yield False, before[b_end], after[a_end]
        b, a = b_end + 1, a_end + 1


def _in_one(runs: Iterable[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    """Make one run of neighbours of the same kind."""
    groups = ((kind, list(group)) for kind, group in groupby(runs, key=lambda run: run[0]))
    return [
        (kind, "".join(old for _, old, _new in group), "".join(new for *_, new in group))
        for kind, group in groups
    ]


def _with_blanks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each piece that stays stands in both: the words, and equal blanks beside them."""
    # Blanks are everywhere: looked for among each other, they would cost more than all words.
    olds, news = _words(before), _words(after)
    words = ([before[at] for at in olds], [after[at] for at in news])
    last_b = last_a = -1
    for old, new in _kept(*words):
        for step in (-1, 0, 1):
            b, a = olds[old] + step, news[new] + step
            is_ahead = last_b < b < len(before) and last_a < a < len(after)
            if is_ahead and before[b] == after[a] and (step == 0 or _is_blank(before[b])):
                last_b, last_a = b, a
                yield b, a


def _kept(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word that stays stands in both texts, in order.

    As SequenceMatcher finds them, the longest run first, but only until _MOST_COMPARED is used
    up; what lies between the runs counts as changed then.
    """
    start = _alike(zip(before, after, strict=False))
    most = min(len(before), len(after)) - start
    # Only in long texts: what ends alike, such as a full stop, may belong further up.
    is_long = len(before) * len(after) > _MOST_COMPARED
    end = min(most, _alike(zip(reversed(before), reversed(after), strict=False))) if is_long else 0
    inside = (start, len(before) - end, start, len(after) - end)
    found = [(0, 0, start), (inside[1], inside[3], end)]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    alike = Counter(after)
    left, ranges = _MOST_COMPARED, [inside]
    while ranges:
        b1, b2, a1, a2 = ranges.pop()
        if b1 == b2 or a1 == a2:
            continue
        left -= sum(1 + alike[word] for word in before[b1:b2])
        if left < 0:
            break
        b, a, size = matcher.find_longest_match(b1, b2, a1, a2)
        if size:
            found.append((b, a, size))
            ranges += [(b1, b, a1, a), (b + size, b2, a + size, a2)]
    for b, a, size in sorted(found):
        yield from ((b + step, a + step) for step in range(size))


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs, from the first on, are pairs of equals."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _words(pieces: Sequence[str]) -> list[int]:
    """Return where the words, signs and line ends stand among the pieces."""
    return [at for at, piece in enumerate(pieces) if not _is_blank(piece)]


def _is_blank(piece: str) -> bool:
    return piece != "\n" and piece.isspace()


def _is_swallowed(around: Sequence[tuple[bool, str, str]]) -> bool:
    """Whether the middle one of three runs is better told as a part of the changes beside it."""
    if len(around) < 3:
        return False
    (_, *before), (_, kept, _), (_, *after) = around
    shortest = min(max(map(len, before)), max(map(len, after)))
    is_short = len(kept) < shortest and any(map(str.isalnum, kept))
    return "\n" not in kept and (kept.isspace() or is_short)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Make one piece of neighbours of the same kind, and leave out empty ones."""
    groups = groupby((piece for piece in pieces if piece.text), key=lambda p: p.is_changed)
    return [Piece("".join(piece.text for piece in group), flag) for flag, group in groups]
