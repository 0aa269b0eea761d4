"""The search page as a visitor's browser asks for it."""

import pytest
from django.test import Client

from core.pages.search_document import SearchDocument
from tests.conftest import queries_of
from tests.searching.stored import add, place

ADDRESS = "/sok/"


@pytest.fixture(autouse=True)
def _portal(front: object) -> None:
    add(
        SearchDocument(
            kind="measure",
            title="Nattvandring i Älvsjö",
            summary="Vuxna går <tillsammans>.",
            facets=(place("alvsjo"),),
        )
    )


def test_the_page_answers_with_what_was_found(visitor: Client) -> None:
    response = visitor.get(ADDRESS, {"q": "nattvandringar alvsjo"})
    assert response.status_code == 200
    assert [entry.title for entry in response.context["list"].entries] == ["Nattvandring i Älvsjö"]
    assert response.context["query"] == "nattvandringar alvsjo"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=%00",
        "?q=%22AND%22%28",
        "?q=%ff%fe",
        "?q=" + "a" * 20_000,
        "?q=a&q=b",
        "?sida=99999999999999999999",
        "?sida=x&plats=%00&typ=%27",
        "?plats[]=1&&&=&q",
        "?q=nattvandring&plats=atlantis",
    ],
)
def test_any_address_is_answered(visitor: Client, query: str) -> None:
    assert visitor.get(ADDRESS + query).status_code == 200


def test_searching_writes_nothing_and_opens_no_session(visitor: Client) -> None:
    visitor.get(ADDRESS)
    for query in ("?q=nattvandring&plats=alvsjo", "?q=finns+inte", "?q=n%C3%A4ttvandrig"):
        for sql in queries_of(visitor, ADDRESS + query):
            assert sql.lstrip().split()[0].upper() in {"SELECT", "WITH"}, sql
    assert visitor.cookies == {}


def test_a_warm_search_page_costs_at_most_four_queries(visitor: Client) -> None:
    visitor.get(ADDRESS)
    assert len(queries_of(visitor, ADDRESS + "?q=nattvandring&plats=alvsjo")) <= 4


def test_results_may_be_shared_for_a_minute_but_not_those_of_staff(
    visitor: Client, officer_client: Client
) -> None:
    assert visitor.get(ADDRESS)["Cache-Control"] == "public, max-age=60"
    assert officer_client.get(ADDRESS)["Cache-Control"] == "private, no-store"


def test_results_are_kept_out_of_other_search_engines(visitor: Client) -> None:
    html = visitor.get(ADDRESS, {"q": "nattvandring"}).content.decode()
    assert '<meta name="robots" content="noindex, follow">' in html


def test_only_reading_is_possible(visitor: Client) -> None:
    assert visitor.head(ADDRESS).status_code == 200
    assert visitor.post(ADDRESS).status_code == 405


def test_an_english_reader_finds_everything_with_english_first(visitor: Client) -> None:
    add(SearchDocument(kind="page", title="Nattvandring (night walk)"), language="en", start=10)
    response = visitor.get("/en/sok/", {"q": "nattvandring"})
    titles = [entry.title for entry in response.context["list"].entries]
    assert titles == ["Nattvandring (night walk)", "Nattvandring i Älvsjö"]
    assert response.context["list"].clear_url == "/en/sok/?q=nattvandring"


def test_a_search_without_hits_offers_no_filter_without_anything_to_choose(
    visitor: Client,
) -> None:
    assert 'class="filters"' in visitor.get(ADDRESS, {"q": "nattvandring"}).text
    assert 'class="filters"' not in visitor.get(ADDRESS, {"q": "finnsinte"}).text
    # What was chosen can be taken back where it was made.
    assert 'class="filters"' in visitor.get(ADDRESS, {"q": "finnsinte", "plats": "alvsjo"}).text
