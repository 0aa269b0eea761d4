"""What a suggestion changes in an entry, field by field and word by word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

# As they are stored: texts, ticks, and the keys of chosen rows in ascending order.
Value = str | bool | list[int]
Values = Mapping[str, Value]

_WORDS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")


@dataclass(frozen=True)
class FieldDiff:
    """One field: what the sender saw (`base`), what stands there `now`, what they want (`new`).

    A field that the sender left as it was suggests nothing, whatever has happened to it since.
    """

    name: str
    base: Value
    now: Value
    new: Value

    @property
    def is_touched(self) -> bool:
        """Whether the sender changed the field."""
        return self.new != self.base

    @property
    def is_change(self) -> bool:
        """Whether approval would change what stands there now."""
        return self.is_touched and self.new != self.now

    @property
    def has_moved(self) -> bool:
        """Whether somebody else has changed the field since the sender saw it."""
        return self.now != self.base

    @property
    def proposed(self) -> Value:
        """What would stand there after approval."""
        return self.new if self.is_touched else self.now


def diff(names: Iterable[str], *, base: Values, now: Values, new: Values) -> list[FieldDiff]:
    """Return each field of `names`. What `new` does not name is left alone; what `base` or
    `now` does not name counts as empty.
    """
    return [_field(name, base, now, new) for name in names]


def _field(name: str, base: Values, now: Values, new: Values) -> FieldDiff:
    here = now.get(name)
    wanted = new.get(name)
    known = next((value for value in (here, wanted, base.get(name)) if value is not None), "")
    empty = type(known)()
    seen = base.get(name, empty)
    return FieldDiff(
        name=name,
        base=seen,
        now=empty if here is None else here,
        new=seen if wanted is None else wanted,
    )


# ---------------------------------------------------------------- words


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
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs = [
        (kind != "equal", "".join(before[b1:b2]), "".join(after[a1:a2]))
        for kind, b1, b2, a1, a2 in matcher.get_opcodes()
    ]
    flags = [run[0] or _is_swallowed(runs[at - 1 : at + 2]) for at, run in enumerate(runs)]
    olds = [Piece(text, flag) for flag, (_is, text, _new) in zip(flags, runs, strict=True)]
    news = [Piece(text, flag) for flag, (_is, _old, text) in zip(flags, runs, strict=True)]
    return _joined(olds), _joined(news)


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
