"""What the address of a list asks for, and where its links lead."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict

from searching.facets.vocabulary import FacetKind
from searching.lists.address import MOST_VALUES, Asked, read_address
from searching.lists.paging import list_page

FACETS = [FacetKind("place", "plats", "Plats"), FacetKind("topic", "amne", "Ämne")]


def asked(query: str) -> Asked:
    return read_address("/sok/", QueryDict(query), FACETS)


def test_words_choices_and_page_are_read() -> None:
    read = asked("q=polis&plats=solberga&plats=farsta&amne=skola&sida=3&okand=1")
    assert read.query.text == "polis"
    assert read.chosen == {"place": ("solberga", "farsta"), "topic": ("skola",)}
    assert read.page == 3


def test_a_link_says_everything_that_was_asked_for() -> None:
    url = asked("sida=3&amne=skola&plats=åäö&q=a%26b").url(2)
    assert parse_qs(urlsplit(url).query) == {
        "q": ["a&b"],
        "plats": ["åäö"],
        "amne": ["skola"],
        "sida": ["2"],
    }


def test_choosing_and_taking_back_go_to_the_first_page() -> None:
    read = asked("plats=solberga&sida=3")
    assert read.having("topic", "skola").url() == "/sok/?plats=solberga&amne=skola"
    assert read.lacking("place", "solberga").url() == "/sok/"


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "1.5", "²", "\uff19"])
def test_rubbish_for_a_page_number_means_the_first_page(number: str) -> None:
    assert asked(f"sida={number}").page == 1


def test_a_number_of_thousands_of_digits_is_no_error() -> None:
    assert asked("sida=" + "9" * 20_000).page == 999_999_999


def test_no_more_values_are_read_than_anyone_would_choose() -> None:
    many = "&".join(f"plats={number}" for number in range(1_000))
    assert len(asked(many).chosen["place"]) == MOST_VALUES


def test_a_null_byte_in_a_value_is_dropped() -> None:
    assert asked("plats=sol%00berga").chosen == {"place": ("solberga",)}


# ---------------------------------------------------------------- pages


def page_url(number: int) -> str:
    return f"?sida={number}"


def test_a_page_beyond_the_last_is_the_last() -> None:
    page = list_page(500, 45, page_url)
    assert (page.number, page.count, page.next_url) == (3, 3, "")
    assert page.previous_url == "?sida=2"


def test_an_empty_list_has_one_page() -> None:
    page = list_page(1, 0, page_url)
    assert (page.number, page.count, page.offset) == (1, 1, 0)


def test_far_pages_are_left_out_with_a_gap() -> None:
    numbers = [link.number for link in list_page(10, 400, page_url).links]
    assert numbers == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_a_single_page_is_not_left_out() -> None:
    numbers = [link.number for link in list_page(5, 400, page_url).links]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, None, 20]
