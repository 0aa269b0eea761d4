"""What is a draft, or only for some, is named on no other page."""

import json

import pytest
from django.test import Client, TestCase
from wagtail.models import Page, PageViewRestriction

from core.models import FundingSource, PageSource
from home import models
from tests.factories import home as make
from tests.factories.associations import NightWalkFactory, PartnershipFactory, RegisterFactory
from tests.factories.associations import models as associations

HIDDEN = ("Utkastet", "Det inlåsta")


def both(factory: type, parent: Page, **values: object) -> list[Page]:
    """A draft, and a page that asks for a log-in."""
    draft = factory(parent=parent, title="Utkastet", **values)
    locked = factory(parent=parent, title="Det inlåsta", **values)
    with TestCase.captureOnCommitCallbacks(execute=True):
        draft.unpublish()
        PageViewRestriction.objects.create(page=locked, restriction_type=PageViewRestriction.LOGIN)
    draft.refresh_from_db()
    return [draft, locked]


def says_nothing(client: Client, address: str) -> bool:
    response = client.get(address)
    assert response.status_code == 200
    return not any(word in response.text for word in HIDDEN)


@pytest.fixture
def places(place_index: models.PlaceIndexPage) -> list[Page]:
    return [*both(make.PlaceFactory, place_index), make.PlaceFactory(parent=place_index)]


def test_places(
    front: models.HomePage,
    measure_index: models.MeasureIndexPage,
    news_index: models.NewsIndexPage,
    answer_index: models.AnswerIndexPage,
    places: list[Page],
    visitor: Client,
) -> None:
    group = associations.NightWalkGroup(name="Farsor och morsor", places=places)
    pages = [
        make.MeasureFactory(parent=measure_index, places=places),
        make.NewsFactory(parent=news_index, places=places),
        make.AnswerFactory(parent=answer_index, places=places),
        PartnershipFactory(parent=RegisterFactory(parent=front), places=places),
        NightWalkFactory(parent=front, group_rows=[group]),
    ]
    for page in pages:
        assert says_nothing(visitor, page.url), page
        assert places[-1].url in visitor.get(page.url).text, page


@pytest.mark.parametrize("number", [0, 1], ids=["a draft", "a page for some"])
def test_what_led_to_a_measure(
    answer_index: models.AnswerIndexPage,
    measure_index: models.MeasureIndexPage,
    visitor: Client,
    number: int,
) -> None:
    hidden = both(make.AnswerFactory, answer_index)[number]
    measure = make.MeasureFactory(parent=measure_index, led_to_by=hidden)
    assert says_nothing(visitor, measure.url)


def test_what_led_to_a_measure_is_linked_when_it_is_public(
    answer_index: models.AnswerIndexPage, measure_index: models.MeasureIndexPage, visitor: Client
) -> None:
    answer = make.AnswerFactory(parent=answer_index, title="Svar om belysningen")
    measure = make.MeasureFactory(parent=measure_index, led_to_by=answer)
    shown = visitor.get(measure.url).text
    assert f'<a href="{answer.url}">Svar om belysningen</a>' in shown


def test_pages_that_editors_lead_on_to(
    front: models.HomePage, measure_index: models.MeasureIndexPage, visitor: Client
) -> None:
    told = {"text": "", "heading": "Fler platser", "description": "Se dem."}
    pages = [
        *both(make.MeasureFactory, measure_index),
        make.MeasureFactory(parent=measure_index, title="Fotboll på kvällen"),
    ]
    links = [{"text": "", "page": each.pk, "address": ""} for each in pages]
    guide = make.MeasureFactory(parent=measure_index, title="Läs mer")
    guide.body = json.dumps([{"type": "links", "value": {"heading": "Mer", "links": links}}])
    guide.save()
    front.doors = json.dumps(
        [{"type": "door", "value": {**told, "page": each.pk, "address": ""}} for each in pages]
    )
    front.save()
    for page in (guide, front):
        assert says_nothing(visitor, page.url), page
        shown = visitor.get(page.url).text
        assert 'href=""' not in shown
        assert f'href="{pages[-1].url}"' in shown
        assert not any(each.slug in shown for each in pages[:-1])


def test_sources(
    answer_index: models.AnswerIndexPage,
    measure_index: models.MeasureIndexPage,
    place_index: models.PlaceIndexPage,
    visitor: Client,
) -> None:
    documents = both(make.AnswerFactory, answer_index)
    money = FundingSource.objects.create(slug="medel", title="Medel", document=documents[0])
    pages = [
        make.MeasureFactory(
            parent=measure_index,
            funding=[money],
            source_links=[PageSource(document=each, reference="Fråga 1") for each in documents],
        ),
        make.PlaceFactory(
            parent=place_index,
            statements=[make.PlaceStatementFactory.build(document=each) for each in documents],
        ),
    ]
    for page in pages:
        assert says_nothing(visitor, page.url), page
        shown = visitor.get(page.url).text
        assert shown.count("Dokument som inte är publicerat") >= len(documents)
        assert not any(each.slug in shown for each in documents)


def test_what_an_actor_does(
    actor_index: models.ActorIndexPage, measure_index: models.MeasureIndexPage, visitor: Client
) -> None:
    actor = make.ActorFactory(slug="polisen")
    for measure in (
        *both(make.MeasureFactory, measure_index),
        make.MeasureFactory(parent=measure_index, title="Fotboll på kvällen"),
    ):
        models.MeasureActor.objects.create(measure=measure, actor=actor)
    assert says_nothing(visitor, "/aktorer/polisen/")
    assert "Fotboll på kvällen" in visitor.get("/aktorer/polisen/").text
