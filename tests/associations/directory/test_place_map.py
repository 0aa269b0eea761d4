"""The map over the directory: offered only where it is set up, and never more than the list."""

import json
import re

import pytest

from associations.directory import place_map
from tests.conftest import count_queries
from tests.factories.associations import AssociationFactory
from tests.factories.home import PlaceFactory

pytestmark = pytest.mark.django_db

TILES = "https://tiles.example.se/{z}/{x}/{y}.png"


@pytest.fixture
def tiles(settings):
    """The settings of a portal with a map."""
    settings.MAP_TILE_URL = TILES
    settings.MAP_ATTRIBUTION = "Kartmyndigheten"


@pytest.fixture
def placed(directory, place_index):
    """A directory with two associations in one place on the map and one in a place off it."""
    harbour = PlaceFactory(
        parent=place_index,
        title="Hamnen",
        latitude="59.30000",
        longitude="18.00000",
        accuracy_m=400,
    )
    elsewhere = PlaceFactory(parent=place_index, title="Någonstans")
    AssociationFactory(parent=directory, title="Båtklubben", places=[harbour])
    AssociationFactory(parent=directory, title="Simsällskapet", places=[harbour], seeks="Ledare.")
    AssociationFactory(parent=directory, title="Schackklubben", places=[elsewhere])
    return directory


def places_of(response) -> list[dict]:
    found = re.search(rb'<script id="map-places"[^>]*>(.*?)</script>', response.content)
    return json.loads(found[1]) if found else []


def test_without_a_tile_server_there_is_no_trace_of_a_map(placed, visitor):
    response = visitor.get(placed.url)
    page = response.content.decode()
    assert not re.search(r"data-map|map-places|map\.js|leaflet|Visa på karta", page)
    assert response["Content-Security-Policy"].count("http") == 0


@pytest.mark.parametrize("missing", ["MAP_TILE_URL", "MAP_ATTRIBUTION"])
def test_a_tile_server_without_thanks_or_thanks_without_server_is_no_map(
    placed, visitor, tiles, settings, missing
):
    setattr(settings, missing, "")
    response = visitor.get(placed.url)
    assert b"data-map" not in response.content
    assert "tiles.example.se" not in response["Content-Security-Policy"]


def test_the_map_tells_which_associations_are_around_each_place(placed, visitor, tiles):
    (harbour,) = places_of(visitor.get(placed.url))
    assert harbour["label"] == "Hamnen: 2 föreningar"
    assert harbour["at"] == [59.3, 18.0]
    assert harbour["accuracy"] == 400
    assert [entry["title"] for entry in harbour["entries"]] == ["Båtklubben", "Simsällskapet"]
    assert harbour["more"] is None


def test_the_map_follows_what_is_chosen_in_the_list(placed, visitor, tiles):
    (harbour,) = places_of(visitor.get(placed.url, {"utbyte": "soker"}))
    assert [entry["title"] for entry in harbour["entries"]] == ["Simsällskapet"]
    assert places_of(visitor.get(placed.url, {"plats": "nagonstans"})) == []


def test_of_many_associations_the_map_says_how_many_and_leads_to_the_list(
    placed, visitor, tiles, monkeypatch
):
    monkeypatch.setattr(place_map, "MOST_NAMED", 2)
    (harbour,) = places_of(visitor.get(placed.url, {"q": "båtklubben"}))
    assert harbour["entries"][0]["title"] == "Båtklubben"
    (harbour,) = places_of(visitor.get(placed.url))
    assert harbour["count"] == 2
    assert harbour["entries"] == []
    response = visitor.get(harbour["more"]["url"])
    assert response.context["list"].total == 2


def test_each_place_of_a_large_district_is_on_the_map(
    directory, place_index, visitor, tiles, monkeypatch
):
    monkeypatch.setattr(place_map, "MOST_NAMED", 0)
    at = {"latitude": "59.30000", "longitude": "18.00000"}
    spots = [PlaceFactory(parent=place_index, title=f"Plats {n:02}", **at) for n in range(65)]
    AssociationFactory(parent=directory, title="Överallt", places=spots)
    assert len(places_of(visitor.get(directory.url))) == 65


def test_only_the_directory_may_ask_the_tile_server_for_pictures(placed, register, visitor, tiles):
    policy = visitor.get(placed.url)["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example.se" in policy
    assert policy.count("tiles.example.se") == 1
    for other in (register.url, "/", "/sok/"):
        assert "tiles.example.se" not in visitor.get(other)["Content-Security-Policy"]


def test_the_list_says_all_that_the_map_says(placed, visitor, tiles):
    response = visitor.get(placed.url)
    listed = {entry.title for entry in response.context["list"].entries}
    on_map = {entry["title"] for place in places_of(response) for entry in place["entries"]}
    assert on_map <= listed


def test_the_map_costs_no_more_for_many_associations(placed, place_index, visitor, tiles):
    visitor.get(placed.url)  # warm caches
    few = count_queries(visitor, placed.url)
    harbour = place_index.get_children().get(slug="hamnen").specific
    for _ in range(5):
        AssociationFactory(parent=placed, places=[harbour])
    visitor.get(placed.url)
    assert count_queries(visitor, placed.url) <= few
