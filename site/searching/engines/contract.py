"""What an engine is asked for, whatever the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from searching.words.query import Query


@dataclass(frozen=True)
class Indexed:
    """The tokens of one entry, by where they stand: a title weighs most, the text least."""

    entry_id: int
    title: Sequence[str]
    codes: Sequence[str]
    summary: Sequence[str]
    text: Sequence[str]


@dataclass(frozen=True)
class Match:
    """The parts of an SQL statement that finds the entries of a search.

    `table` stands to the left of `join`, the entries to the right; `entry_id` is theirs.
    `condition` with its `parameters` selects the rows, and `score` orders them, the best match
    lowest. `score_parameters` belong to it.
    """

    table: str
    entry_id: str
    condition: str
    parameters: tuple[str, ...]
    score: str
    score_parameters: tuple[str, ...] = ()
    join: str = "JOIN"


class Engine(Protocol):
    """A full-text index in a database."""

    def match(self, query: Query) -> Match:
        """Return how to find what `query`, which has terms, asks for."""
        ...

    def write(self, rows: Sequence[Indexed]) -> None:
        """Index `rows`, in place of what was indexed under the same ids."""
        ...

    def erase(self, entry_ids: Sequence[int]) -> None:
        """Forget these entries."""
        ...

    def tidy(self) -> None:
        """Put a whole new index in order, after a rebuild."""
        ...
