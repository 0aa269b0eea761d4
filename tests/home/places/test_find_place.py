"""From what somebody calls a place to its page."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import HomePage, PlaceIndexPage, PlacePage
from tests.factories.home import PlaceFactory

FIND = "/platser-hitta/"
SUGGEST = "/platser-forslag/"


@pytest.fixture
def district(place_index: PlaceIndexPage) -> PlacePage:
    place: PlacePage = PlaceFactory(parent=place_index, title="Hägersten-Älvsjö", district=True)
    return place


@pytest.fixture
def alvsjo(district: PlacePage) -> PlacePage:
    place: PlacePage = PlaceFactory(parent=district, title="Älvsjö")
    return place


@pytest.fixture
def solberga(district: PlacePage) -> PlacePage:
    place: PlacePage = PlaceFactory(parent=district, title="Solberga")
    return place


def suggestions(client: Client, query: str) -> list[dict[str, Any]]:
    response = client.get(SUGGEST, {"q": query})
    assert response.status_code == 200
    results: list[dict[str, Any]] = json.loads(response.content)["results"]
    return results


# ---------------------------------------------------------------- going there


@pytest.mark.parametrize("typed", ["Älvsjö", "alvsjo", "ÄLVSJÖ", "  älvsjö ", "A\u0308lvsjo\u0308"])
def test_a_place_is_found_however_its_name_is_typed(
    visitor: Client, alvsjo: PlacePage, typed: str
) -> None:
    response = visitor.get(FIND, {"q": typed})
    assert response.status_code == 302
    assert response["Location"] == alvsjo.url


def test_the_beginning_of_a_name_is_enough_when_only_one_begins_so(
    visitor: Client, solberga: PlacePage, alvsjo: PlacePage
) -> None:
    assert visitor.get(FIND, {"q": "sol"})["Location"] == solberga.url


def test_a_name_that_several_places_bear_is_a_choice(
    visitor: Client, place_index: PlaceIndexPage, district: PlacePage
) -> None:
    other = PlaceFactory(parent=place_index, title="Enskede", district=True)
    PlaceFactory(parent=district, title="Centrum")
    PlaceFactory(parent=other, title="Centrum")
    response = visitor.get(FIND, {"q": "centrum"})
    assert response.status_code == 200
    page = response.content.decode()
    assert sorted(re.findall(r'href="([^"]*/centrum[-2]*/)"', page)) == [
        "/platser/enskede/centrum-2/",
        "/platser/hagersten-alvsjo/centrum/",
    ]
    assert "Hägersten-Älvsjö" in page
    assert "Enskede" in page


def test_a_word_that_many_names_hold_is_a_choice(
    visitor: Client, alvsjo: PlacePage, place_index: PlaceIndexPage
) -> None:
    PlaceFactory(parent=place_index, title="Älvsjö centrum")
    PlaceFactory(parent=place_index, title="Älvsjö torg")
    page = visitor.get(FIND, {"q": "älvsjö t"}).headers["Location"]
    assert page == "/platser/alvsjo-torg/"
    # The name itself is meant when it is typed whole.
    assert visitor.get(FIND, {"q": "älvsjö"})["Location"] == alvsjo.url


def test_an_unknown_place_is_no_dead_end(visitor: Client, alvsjo: PlacePage) -> None:
    response = visitor.get(FIND, {"q": "Ankeborg <b>"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Ingen plats på portalen heter ”Ankeborg &lt;b&gt;”" in page
    assert 'href="/platser/"' in page
    assert "/sok/?q=Ankeborg" in page


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "%", "_", "…", "👩‍👩‍👧", "' OR 1=1", "a" * 5000]
)
def test_rubbish_leads_to_the_question_again(visitor: Client, typed: str) -> None:
    response = visitor.get(FIND, {"q": typed})
    assert response.status_code == 200
    assert 'name="q"' in response.content.decode()
    assert suggestions(visitor, typed) == []


def test_a_place_that_is_not_published_is_not_found(
    visitor: Client, district: PlacePage, front: HomePage
) -> None:
    PlaceFactory(parent=district, title="Hemlig plats", publish=False)
    assert visitor.get(FIND, {"q": "hemlig"}).status_code == 200
    assert suggestions(visitor, "hemlig") == []


# ---------------------------------------------------------------- suggesting


def test_a_suggestion_says_what_lies_where(
    visitor: Client, alvsjo: PlacePage, district: PlacePage
) -> None:
    assert suggestions(visitor, "alvsjo") == [
        {"title": "Älvsjö", "context": "Hägersten-Älvsjö", "url": alvsjo.url},
        {"title": "Hägersten-Älvsjö", "context": "", "url": district.url},
    ]


def test_there_are_never_more_than_eight_suggestions(
    visitor: Client, place_index: PlaceIndexPage
) -> None:
    for number in range(10):
        PlaceFactory(parent=place_index, title=f"Torget {number}")
    titles = [found["title"] for found in suggestions(visitor, "torget")]
    assert titles == [f"Torget {number}" for number in range(8)]


def test_suggestions_may_be_kept_and_name_no_reader(visitor: Client, alvsjo: PlacePage) -> None:
    response = visitor.get(SUGGEST, {"q": "alv"})
    assert response["Content-Type"] == "application/json"
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_suggestions_cost_two_queries_however_many_places_there_are(
    visitor: Client, place_index: PlaceIndexPage
) -> None:
    for number in range(9):
        PlaceFactory(parent=place_index, title=f"Torget {number}")
    visitor.get(SUGGEST, {"q": "torg"})
    with CaptureQueriesContext(connection) as captured:
        visitor.get(SUGGEST, {"q": "torg"})
    assert len(captured) == 2
