"""States are a table: what may follow what, and nothing else."""

import pytest

from casework.records.moves import IllegalMove, Moves

MOVES = Moves({"NEW": frozenset({"OPEN", "DONE"}), "OPEN": frozenset({"DONE"})})


@pytest.mark.parametrize(
    ("current", "wanted"), [("NEW", "OPEN"), ("NEW", "DONE"), ("OPEN", "DONE")]
)
def test_a_move_in_the_table_is_legal(current: str, wanted: str) -> None:
    MOVES.check(current, to=wanted)
    assert MOVES.allows(current, to=wanted)


@pytest.mark.parametrize(
    ("current", "wanted"),
    [("DONE", "OPEN"), ("OPEN", "NEW"), ("NEW", "NEW"), ("NEW", "LOST"), ("LOST", "NEW")],
)
def test_a_move_outside_the_table_is_refused_and_says_which(current: str, wanted: str) -> None:
    with pytest.raises(IllegalMove) as refused:
        MOVES.check(current, to=wanted)
    assert (refused.value.current, refused.value.wanted) == (current, wanted)


def test_a_state_that_nothing_follows_is_final() -> None:
    assert MOVES.final == {"DONE"}
    assert MOVES.states == {"NEW", "OPEN", "DONE"}
    assert MOVES.after("DONE") == frozenset()
