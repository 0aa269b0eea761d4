"""A portal with a list to put dialogues in, and a place where they are held."""

import pytest

from dialogues.models import DialogueIndexPage
from home.models import HomePage, PlaceIndexPage, PlacePage
from tests.factories.dialogues import DialogueIndexFactory
from tests.factories.home import PlaceFactory


@pytest.fixture
def dialogue_index(front: HomePage) -> DialogueIndexPage:
    """The list of dialogues, empty."""
    page: DialogueIndexPage = DialogueIndexFactory(parent=front)
    return page


@pytest.fixture
def index(dialogue_index: DialogueIndexPage) -> DialogueIndexPage:
    """The same by a shorter name."""
    return dialogue_index


@pytest.fixture
def square(place_index: PlaceIndexPage) -> PlacePage:
    """A place in the portal."""
    place: PlacePage = PlaceFactory(parent=place_index, title="Torget")
    return place
