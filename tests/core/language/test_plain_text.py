"""Text from anybody is bounded before it is worked on, and holds nothing that no text holds."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.plain_text import (
    MOST_MARKS,
    clean_text,
    few_marks,
    normalised,
    without_controls,
)

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "text",
    [
        "Älvsjö",
        "A\u0308lvsjo\u0308",
        "Việt Nam",
        "שָׁלוֹם",
        "ก็",
        "นี้",
        "👩‍👩‍👧",
        "a" + "\u0301" * MOST_MARKS,
    ],
)
def test_no_language_has_more_marks_than_are_kept(text: str) -> None:
    assert few_marks(text) is text


def test_a_letter_keeps_so_many_marks_and_what_follows_it() -> None:
    marks = "\u0301\u0327" * 40_000
    assert few_marks(f"a{marks}b{marks}c") == f"a{marks[:30]}b{marks[:30]}c"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@given(st.text())
def test_ordinary_text_is_normalised_as_ever(form: str, text: str) -> None:
    assert normalised(text, form) == unicodedata.normalize(form, text)  # type: ignore[arg-type]


# The last five are no marks, but are taken apart into some.
@pytest.mark.parametrize(
    "marks",
    [
        "\u0301\u0327", "\u0327", "\U0001d165\u0334",
        "\u0f73", "\u0f75", "\u0f81", "\uff9e", "\uff9f",
    ],
)  # fmt: skip
def test_marks_without_end_are_normalised_at_once(marks: str) -> None:
    begun = time.process_time()
    normalised("a" + marks * 600_000, "NFKC")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b\x07c\x7f\x9f", "abc"),
        ("rad 1\x0brad 2\x0crad 3\x85rad 4", "rad 1\nrad 2\nrad 3\nrad 4"),
        ("rad 1\r\nrad 2\trad", "rad 1\r\nrad 2\trad"),
        ("\ud800a\udfff\ufffe\uffff", "a"),
        ("\u200e👩‍👩‍👧\u00ad", "\u200e👩‍👩‍👧\u00ad"),
    ],
)
def test_what_no_text_holds_is_left_out_and_breaks_stay_breaks(written: str, kept: str) -> None:
    assert without_controls(written) == kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_nobody_else_normalises_text() -> None:
    rooms = ("site", "home", "associations", "dialogues")
    modules = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules
        if "unicodedata.normalize" in path.read_text()
    }
    assert found == {"site/core/language/plain_text.py"}
