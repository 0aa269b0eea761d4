"""What was learned of addresses: which parameters their answers read, and what is never kept."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

# So many addresses of each kind are remembered.
MOST = 4096
_NEVER_S, _NOT_NOW_S = 60.0, 5.0


@dataclass(slots=True)
class Learned:
    """The parameters that the answers of a place read, as long as nothing has changed."""

    state: Any
    reads: frozenset[str]


class Places:
    """Remembers places; those that were not asked for longest are forgotten first."""

    def __init__(self) -> None:
        self._learned: OrderedDict[Hashable, Learned] = OrderedDict()
        # By their hashes: a mistake costs a request its place in the cache, and nothing else.
        self._passing: OrderedDict[int, float] = OrderedDict()

    def learned(self, place: Hashable) -> Learned | None:
        """Return what is known of a place."""
        found = self._learned.get(place)
        if found is not None:
            self._learned.move_to_end(place)
        return found

    def learn(self, place: Hashable, state: Any, reads: frozenset[str]) -> frozenset[str]:
        """Add what an answer has told, and return all that is known since the last change."""
        known = self._learned.get(place)
        if known and known.state is state:
            reads |= known.reads
        self._learned[place] = Learned(state, reads)
        self._learned.move_to_end(place)
        if len(self._learned) > MOST:
            self._learned.popitem(last=False)
        return reads

    def pass_by(self, what: Hashable, now: float, *, is_other_kind: bool) -> None:
        """Let a place, or one key of it, pass by for a while.

        Longer where something was answered that is of another kind than what is kept.
        """
        self._passing[hash(what)] = now + (_NEVER_S if is_other_kind else _NOT_NOW_S)
        self._passing.move_to_end(hash(what))
        if len(self._passing) > MOST:
            self._passing.popitem(last=False)

    def passes_by(self, what: Hashable, now: float) -> bool:
        """Whether it does now."""
        until = self._passing.get(hash(what))
        return until is not None and until - _NEVER_S <= now < until
