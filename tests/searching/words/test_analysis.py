"""Words as they are indexed and looked for: pure, the same for both databases."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searching.words.analysis import index_tokens, title_key, without_hidden_characters
from searching.words.query import LONGEST_QUERY, MOST_TERMS, read_query


def is_found(typed: str, text: str) -> bool:
    """Whether every word of a search answers to some word of a text."""
    indexed = index_tokens(text, keep_stop_words=True)
    query = read_query(typed)
    return bool(query.terms) and all(
        any(term.finds(token) for token in indexed) for term in query.terms
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("alvsjo", "Älvsjö"),
        ("ÄLVSJÖ", "Älvsjö"),
        ("A\u0308lvsjo\u0308", "Älvsjö"),
        ("nattvandringar", "En nattvandring"),
        ("nattvandring", "Nattvandringarna"),
        ("nattvandr", "nattvandring"),
        ("trygghet", "trygghetsvandring"),
        ("insatser", "en insats"),
        ("insats", "flera insatser"),
        ("skolan", "skolor"),
        ("skola", "skolan"),
        ("affärer", "en affär"),
        ("affar", "affärer"),
        ("ide", "idéer"),
        ("trygghetsvandring", "trygghets\u00advandring"),
        ("\uff12\uff10\uff12\uff14", "år 2024"),
        ("om", "Om portalen"),
        ("محمد", "محمد علي"),
    ],
)
def test_a_word_is_found_in_its_other_forms(typed: str, text: str) -> None:
    assert is_found(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("vandring älvsjö", "vandring i Solberga"),
        ("2024", "20245"),
        ("nä polis", "nattvandring med polis"),
    ],
)
def test_a_text_without_the_word_is_not_found(typed: str, text: str) -> None:
    assert not is_found(typed, text)


@pytest.mark.parametrize(
    "typed",
    ["HÄ 2024/295", "hä 2024/295", "ha 2024/295", "2024/295", "ha2024/295", "dnr HÄ 2024/295"],
)
def test_a_registry_number_is_found_however_it_is_written(typed: str) -> None:
    assert is_found(typed, "Svaret har dnr HÄ 2024/295.")


def test_a_registry_number_without_space_is_found() -> None:
    assert is_found("HV2024/871", "HV2024/871")
    assert is_found("hv 2024/871", "HV2024/871")
    assert is_found("2024/871", "HV2024/871")


def test_another_registry_number_is_not_found() -> None:
    assert not is_found("2024/29", "HÄ 2024/295")
    assert not is_found("2023/295", "HÄ 2024/295")


def test_stop_words_do_not_narrow_a_search() -> None:
    assert is_found("vad görs i Älvsjö", "Görs: nattvandring. Plats: Älvsjö")


def test_a_search_for_stop_words_alone_looks_for_them() -> None:
    assert [term.word for term in read_query("att vara").terms] == ["att", "vara"]


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "👩\u200d👩\u200d👧", '"*^:()-+', "\u00ad"])
def test_what_holds_no_word_has_no_terms(typed: str) -> None:
    assert read_query(typed).terms == ()


def test_a_very_long_search_is_cut() -> None:
    query = read_query("ord " * 5_000)
    assert len(query.text) <= LONGEST_QUERY
    many = read_query(" ".join(string.ascii_lowercase))
    assert len(many.terms) == MOST_TERMS


@given(st.text())
def test_any_text_at_all_becomes_plain_words(typed: str) -> None:
    query = read_query(typed)
    assert "\0" not in query.text
    for term in query.terms:
        for form in (*term.begins, *term.equals):
            assert form
            assert not set(form) & set("\"'\\%_*:&|!()<> \0")


def test_a_title_is_compared_without_case_marks_and_punctuation() -> None:
    assert title_key("Älvsjö/Solberga") == title_key("alvsjo solberga")


def test_hidden_characters_go_but_joined_emoji_stay() -> None:
    assert without_hidden_characters("tryg\u00adghet\u200b\x00") == "trygghet"
    assert without_hidden_characters("👩\u200d👧") == "👩\u200d👧"
