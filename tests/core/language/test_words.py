"""Words as they are compared and put in order."""

from hypothesis import given
from hypothesis import strategies as st

from core.language.words import fold, sort_key


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_titles_sort_as_in_swedish() -> None:
    titles = [
        "Östberga",
        "Zinkensdamm",
        "Ängby",
        "Åkeshov",
        "Axelsberg",
        "älvsjö",
        "Torg 10",
        "Torg 2",
    ]
    assert sorted(titles, key=sort_key) == [
        "Axelsberg",
        "Torg 2",
        "Torg 10",
        "Zinkensdamm",
        "Åkeshov",
        "älvsjö",
        "Ängby",
        "Östberga",
    ]
