"""Personal numbers are found however they are written; other numbers are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.public_forms.personal_numbers import contains_personal_number, may_be_phone_number

# The Swedish Tax Agency's own numbers for tests.
FOUND = [
    "811218-9876",
    "8112189876",
    "19811218-9876",
    "198112189876",
    "811218+9876",
    "811218 9876",
    "811218 - 9876",
    "811218–9876",
    "811218-9876".translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    # Arabic digits.
    "811218-9876".translate({ord(d): ord(d) + 0x630 for d in "0123456789"}),
    "811218\u00ad-9876",
    "811218\u200b9876",
    "811278-9873",
    "640823-3234",
    "Hon heter Åsa (811218-9876) och bor här.",
    "nr:811218-9876.",
    "först 212000-0142 och sedan 811218-9876",
]
LEFT_ALONE = [
    "",
    "212000-0142",
    "802012-3454",
    "811218-9877",
    "811318-9876",
    "810230-9876",
    "070-123 45 67",
    "08-508 21 000",
    "HÄ 2024/295",
    "2024-09-17",
    "kl. 18.30–20.00",
    "178 500 kr",
    "9811218987612",
    "1811218-98761",
    "000000-0000",
]


@pytest.mark.parametrize("text", FOUND)
def test_a_personal_number_is_found(text: str) -> None:
    assert contains_personal_number(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not contains_personal_number(text)


def test_the_29th_of_february_exists_in_leap_years_only() -> None:
    assert contains_personal_number("20000229-2381") == contains_personal_number("000229-2381")
    assert not contains_personal_number("19810229-9870")


@pytest.mark.parametrize(
    ("text", "may_be"),
    [("0701012395", True), ("811218-9876", False), ("070101-2395", False), ("hej", False)],
)
def test_only_ten_digits_that_begin_with_a_nought_may_be_a_phone_number(
    text: str, may_be: bool
) -> None:
    assert may_be_phone_number(text) is may_be


def _with_check_digit(nine: str) -> str:
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 - place % 2)
        total += product if product < 10 else product - 9
    return nine + str(-total % 10)


@given(
    st.dates().filter(lambda day: 1900 <= day.year <= 2025),
    st.integers(0, 999),
    st.sampled_from(["", "-", "+", " "]),
    st.booleans(),
    st.text(alphabet=st.characters(exclude_categories=["Nd", "No", "Nl"]), max_size=20),
)
def test_every_valid_number_is_found_in_any_text(
    day: object, number: int, between: str, has_century: bool, around: str
) -> None:
    date = f"{day:%Y%m%d}"
    digits = _with_check_digit(f"{date[2:]}{number:03}")
    written = f"{date[:2] if has_century else ''}{digits[:6]}{between}{digits[6:]}"
    assert contains_personal_number(f"{around} {written} {around}")


@given(st.text(max_size=300))
def test_no_text_breaks_the_search(text: str) -> None:
    assert contains_personal_number(text) in {True, False}
