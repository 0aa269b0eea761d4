"""Under which letter an association stands."""

import pytest

from associations.directory.domain.alphabet import DIGITS, OTHER, SWEDISH_LETTERS, letter_of


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Älvsjö AIK", "ä"),
        ("Örby IS", "ö"),
        ("Åsö FF", "å"),
        ("A\u030aso, skrivet isär", "å"),
        ("Østre", "ö"),
        ("Élan", "e"),
        ("”Solan”", "s"),
        ("4H Älvsjö", DIGITS),
        ("جمعية", OTHER),
        ("!!!", OTHER),
        ("", OTHER),
    ],
)
def test_a_title_stands_under_the_letter_that_a_swede_looks_under(title: str, letter: str) -> None:
    assert letter_of(title) == letter


def test_the_swedish_letters_come_last_and_are_not_folded() -> None:
    assert SWEDISH_LETTERS.endswith("zåäö")
    assert len(set(SWEDISH_LETTERS)) == 29
