"""What a suggestion changes is told field by field and word by word, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations.directory.domain.entry_diff import FieldDiff, Value, diff
from associations.directory.domain.word_diff import marked

VALUES = st.one_of(
    st.text(max_size=20), st.booleans(), st.lists(st.integers(0, 9), unique=True).map(sorted)
)


def one(base: Value, now: Value, new: Value) -> FieldDiff:
    (field,) = diff(["x"], base={"x": base}, now={"x": now}, new={"x": new})
    return field


def test_a_field_that_nobody_touched_changes_nothing() -> None:
    field = one("a", "a", "a")
    assert not field.is_touched
    assert not field.is_change
    assert not field.has_moved


def test_what_the_sender_changed_is_proposed() -> None:
    field = one("a", "a", "b")
    assert field.is_change
    assert field.proposed == "b"


def test_what_editors_changed_meanwhile_stays_when_the_sender_left_it_alone() -> None:
    field = one("a", "b", "a")
    assert field.has_moved
    assert not field.is_change
    assert field.proposed == "b"


def test_a_conflict_shows_all_three() -> None:
    field = one("a", "b", "c")
    assert field.is_change
    assert field.has_moved
    assert (field.base, field.now, field.proposed) == ("a", "b", "c")


def test_what_was_done_already_is_no_change() -> None:
    assert not one("a", "b", "b").is_change


@pytest.mark.parametrize(("new", "is_change"), [("", False), ("x", True)])
def test_a_new_entry_is_compared_with_nothing(new: str, is_change: bool) -> None:
    (field,) = diff(["x"], base={}, now={}, new={"x": new})
    assert field.is_change is is_change
    assert field.now == ""


@pytest.mark.parametrize("value", [True, [1, 2], "text"])
def test_a_field_that_the_suggestion_does_not_name_is_left_alone(value: Value) -> None:
    (field,) = diff(["x"], base={"x": value}, now={"x": value}, new={})
    assert not field.is_touched
    assert field.proposed == value


@given(base=VALUES, now=VALUES, new=VALUES)
def test_approval_either_leaves_what_stands_there_or_writes_what_was_sent(
    base: Value, now: Value, new: Value
) -> None:
    field = one(base, now, new)
    assert field.proposed in (now, new)
    assert field.is_change == (field.proposed != now)


def test_the_changed_words_are_marked() -> None:
    old, new = marked("Schack på torsdagar.\nTe", "Schack på fredagar.\nTe")
    assert [piece.text for piece in old if piece.is_changed] == ["torsdagar"]
    assert [piece.text for piece in new if piece.is_changed] == ["fredagar"]


def test_a_short_word_that_stays_between_long_changes_is_marked_with_them() -> None:
    old, new = marked(
        "Fotboll för barn och ungdomar i hela Älvsjö.", "Nattvandring varje vecka i Solberga."
    )
    assert [piece.text for piece in old if not piece.is_changed] == ["."]
    assert [piece.text for piece in new if not piece.is_changed] == ["."]


def test_what_stays_is_not_marked_when_it_is_longer_than_the_changes_around_it() -> None:
    old, _new = marked("En plan för alla barn på torget", "Två plan för alla barn på gården")
    assert [piece.text for piece in old if not piece.is_changed] == [" plan för alla barn på "]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 750, "b a " * 750),
        (".," * 1500, ",." * 1500),
        (".,;:!?" * 500, "?!:;,." * 500),
        ("x" + "\u0301" * 3000, "y" + "\u0327\u0301" * 1500),
        ("\n \n" * 1000, " \n " * 1000),
    ],
)
def test_texts_made_to_be_compared_without_end_are_told_apart_at_once(old: str, new: str) -> None:
    begun = time.process_time()
    marked(old, new)
    assert time.process_time() - begun < 0.5


def test_two_long_texts_in_prose_are_compared_to_the_last_word() -> None:
    said = ["och" if at % 8 == 0 else f"ord{at % 150}" for at in range(450)]
    heard = [f"nytt{at}" if at % 8 == 5 else word for at, word in enumerate(said)]
    old, new = marked(" ".join(said), " ".join(heard))
    assert [piece.text for piece in new if piece.is_changed] == heard[5::8]
    assert [piece.text for piece in old if piece.is_changed] == said[5::8]


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    olds, news = marked(old, new)
    assert "".join(piece.text for piece in olds) == old
    assert "".join(piece.text for piece in news) == new
    same = ["".join(p.text for p in pieces if not p.is_changed) for pieces in (olds, news)]
    assert same[0] == same[1]


@given(st.text(max_size=200))
def test_nothing_is_marked_in_equal_texts(text: str) -> None:
    assert not any(piece.is_changed for pieces in marked(text, text) for piece in pieces)
