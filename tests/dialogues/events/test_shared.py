"""What a dialogue looks like where somebody shares its address."""

import re
from datetime import datetime

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from dialogues.models import DialogueIndexPage
from home.models import PlacePage
from tests.factories.dialogues import DialogueFactory
from tests.factories.pictures import picture_with_sizes

pytestmark = pytest.mark.django_db

OPEN_GRAPH = re.compile(r'property="og:([\w:]+)" content="([^"]*)"')


def test_whoever_is_shown_the_address_by_a_friend_reads_when_where_and_whether(
    dialogue_index: DialogueIndexPage, square: PlacePage, visitor: Client
) -> None:
    facts = {
        "parent": dialogue_index,
        "places": [square],
        "hybrid": True,
        "starts_at": datetime.fromisoformat("2099-12-03T18:30:00+01:00"),
    }
    for more, state in (({}, "Kommer:"), ({"cancelled": True}, "Inställd:")):
        text = visitor.get(DialogueFactory(**facts, **more).url).text
        when = "torsdag 3 december 2099 kl. 18.30. Utanför biblioteket, Torget."
        assert f'<meta property="og:description" content="{state} {when} Det viktig' in text


def test_a_shared_dialogue_has_a_picture_that_is_there_and_words_for_it(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index)
    shared = dict(OPEN_GRAPH.findall(visitor.get(page.url).text))
    assert finders.find(shared["image"].removeprefix("http://testserver/static/"))
    assert "lykta" in shared["image:alt"]
    page.social_image = picture_with_sizes(title="Torget en kväll")
    page.save_revision().publish()
    own = dict(OPEN_GRAPH.findall(visitor.get(page.url).text))
    assert own["image"] != shared["image"]
    assert own["image:alt"] == "Torget en kväll"
