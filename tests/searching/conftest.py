"""A search to ask, and a portal with something of every kind to find."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import RequestFactory

from core.freshness import changes
from home import models
from searching.lists.listing import Listing, list_entries
from tests.factories import home as make
from tests.searching.editing import change, place
from tests.searching.stored import NOW, Found


@pytest.fixture
def find(db: None, rf: RequestFactory) -> Found:
    """A search: `find("polis", plats="solberga")` returns the listing, as of NOW."""

    def find(typed: str = "", *, facets: Iterable[str] = (), **parameters: Any) -> Listing:
        options = {
            name: parameters.pop(name) for name in ("kind", "order", "now") if name in parameters
        }
        options = {"order": "relevance", "now": NOW, **options}
        # Somebody reads: what the test has changed before is done.
        changes.begin()
        request = rf.get("/sok/", {"q": typed, **parameters} if typed else parameters)
        return list_entries(
            request, facets=tuple(facets) or ("kind", "place", "topic", "status"), **options
        )

    return find


@pytest.fixture
def district(place_index: models.PlaceIndexPage) -> models.PlacePage:
    """A district with two neighbourhoods, one of which has a square."""
    district: models.PlacePage = make.PlaceFactory(
        parent=place_index, title="Distriktet", district=True
    )
    solberga = make.PlaceFactory(parent=district, title="Solberga")
    make.PlaceFactory(parent=district, title="Farsta")
    make.PlaceFactory(parent=solberga, title="Torget")
    return district


@pytest.fixture
def portal(
    district: models.PlacePage,
    measure_index: models.MeasureIndexPage,
    news_index: models.NewsIndexPage,
    answer_index: models.AnswerIndexPage,
) -> None:
    """Something of every kind, placed, with topics and actors."""
    polis = make.ActorFactory(name="Polisen")
    skola = make.TopicFactory(name="Skola", slug="skola")
    composite = make.PlaceFactory(parent=district, title="Solberga/Farsta")
    change(composite, parts=[place("Solberga")], actors=[polis])
    vandring = make.MeasureFactory(
        parent=measure_index, title="Nattvandring", places=[place("Torget")], topics=[skola]
    )
    change(vandring, actor_links=[models.MeasureActor(actor=polis, role="LEADS")])
    make.MeasureFactory(
        parent=measure_index, title="Belysning", places=[place("Farsta"), composite]
    )
    make.NewsFactory(parent=news_index, title="Portalen är öppen", places=[district])
    make.AnswerFactory(
        parent=answer_index,
        title="Svar om kameror",
        registry_number="HÄ 2024/295",
        places=[place("Solberga")],
    )
