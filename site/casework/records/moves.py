"""States as a table: which state may follow which."""

from collections.abc import Mapping
from typing import Generic, TypeVar

S = TypeVar("S", bound=str)


class IllegalMove(Exception):
    """The case is in a state from which the wanted state cannot be reached in one step."""

    def __init__(self, current: str, wanted: str) -> None:
        super().__init__(f"A case that is {current} cannot become {wanted}.")
        self.current = current
        self.wanted = wanted


class Moves(Generic[S]):
    """The legal moves between states, as data.

    `table` maps each state to the states that may follow it. A state that only stands on the
    right is final. Built once, at import, next to the states themselves.
    """

    def __init__(self, table: Mapping[S, frozenset[S]]) -> None:
        self._table = {state: frozenset(following) for state, following in table.items()}
        reached = frozenset(state for following in self._table.values() for state in following)
        self.states: frozenset[S] = frozenset(self._table) | reached
        self.final: frozenset[S] = frozenset(s for s in self.states if not self._table.get(s))

    def after(self, current: S) -> frozenset[S]:
        """The states that may follow `current`; none when it is final or unknown."""
        return self._table.get(current, frozenset())

    def allows(self, current: S, *, to: S) -> bool:
        """Whether a case may go from `current` to `to` in one step."""
        return to in self.after(current)

    def check(self, current: S, *, to: S) -> None:
        """Do nothing when the move is legal, else raise IllegalMove."""
        if not self.allows(current, to=to):
            raise IllegalMove(current, to)
