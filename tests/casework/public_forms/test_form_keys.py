"""The key of a form makes double submits one, and never grows too old."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.public_forms.protection import FormKey

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def test_a_key_comes_back_as_it_was_sent() -> None:
    key = FormKey.new(NOW)
    assert FormKey.read(key.signed("test"), "test") == key


def test_a_key_of_one_form_opens_no_other() -> None:
    assert FormKey.read(FormKey.new(NOW).signed("one"), "other") is None


def test_a_key_from_last_year_is_still_a_key() -> None:
    key = FormKey.new(NOW - timedelta(days=400))
    assert FormKey.read(key.signed("test"), "test") == key


@given(st.text(max_size=200))
def test_nobody_makes_up_a_key(text: str) -> None:
    assert FormKey.read(text, "test") is None


def test_a_form_that_was_shown_just_now_is_young() -> None:
    key = FormKey.new(NOW)
    assert key.is_younger_than(timedelta(seconds=3), NOW + timedelta(seconds=2))
    assert not key.is_younger_than(timedelta(seconds=3), NOW + timedelta(seconds=3))


def test_the_same_words_with_the_same_form_are_the_same_and_others_are_not() -> None:
    key, another = FormKey.new(NOW), FormKey.new(NOW)
    assert key.for_content("a", "b") == key.for_content("a", "b")
    assert key.for_content("a", "b") != another.for_content("a", "b")
    assert key.for_content("a", "b") != key.for_content("ab", "")


@pytest.mark.parametrize("words", [("Åsa",), ("محمد علي",), ("👩‍👩‍👧",), (None, True)])
def test_any_words_have_a_key_that_the_database_can_hold(words: tuple[object, ...]) -> None:
    assert len(FormKey.new(NOW).for_content(*words)) == 64
