"""A load of many things may pause the projection and write it whole at the end."""

from home import models
from searching.entries.projection import rebuild
from searching.entries.receivers import paused
from searching.models import SearchEntry
from tests.factories import home as make


def test_nothing_is_written_while_paused_and_a_rebuild_makes_up_for_it(
    place_index: models.PlaceIndexPage,
) -> None:
    with paused():
        place = make.PlaceFactory(parent=place_index)
    entries = SearchEntry.objects.filter(title=place.title)
    assert not entries.exists()
    rebuild()
    assert entries.exists()


def test_pages_are_written_again_after_the_pause(place_index: models.PlaceIndexPage) -> None:
    with paused():
        pass
    place = make.PlaceFactory(parent=place_index)
    assert SearchEntry.objects.filter(title=place.title).exists()
