"""A place's slug stands for it in the addresses of lists, so no two places share one."""

from home import models
from tests.factories import home as make


def test_a_place_with_the_slug_of_another_gets_a_number(
    place_index: models.PlaceIndexPage,
) -> None:
    north = make.PlaceFactory(parent=place_index, title="Norra")
    south = make.PlaceFactory(parent=place_index, title="Södra")
    first = make.PlaceFactory(parent=north, title="Torget")
    second = make.PlaceFactory(parent=south, title="Torget")
    assert (first.slug, second.slug) == ("torget", "torget-2")
    assert second.url == "/platser/sodra/torget-2/"


def test_a_draft_and_a_copied_branch_get_numbers_too(place_index: models.PlaceIndexPage) -> None:
    north = make.PlaceFactory(parent=place_index, title="Norra")
    make.PlaceFactory(parent=north, title="Torget", publish=False)
    copy = north.copy(recursive=True, update_attrs={"slug": "nordost", "title": "Nordost"})
    (square,) = copy.get_children()
    assert square.slug == "torget-2"


def test_publishing_again_keeps_the_slug(place_index: models.PlaceIndexPage) -> None:
    place = make.PlaceFactory(parent=place_index, title="Torget")
    place.save_revision().publish()
    place.refresh_from_db()
    assert place.slug == "torget"
