"""What builds on an answer: each link says what kind of thing it leads to."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail import hooks
from wagtail.models import Locale

from core.models import PageSource
from home import models
from home.hooks import Link
from tests.conftest import count_queries
from tests.factories import home as make
from tests.warmth import clear_caches


@pytest.fixture
def answer(
    front: models.HomePage,
    place_index: models.PlaceIndexPage,
    measure_index: models.MeasureIndexPage,
    news_index: models.NewsIndexPage,
    answer_index: models.AnswerIndexPage,
) -> models.AnswerPage:
    """An answer that one page of each kind has as its source."""
    report: models.AnswerPage = make.AnswerFactory(parent=answer_index)

    def cites() -> list[PageSource]:
        return [PageSource(document=report, reference="Fråga 1")]

    told = make.PlaceStatementFactory.build(document=report)
    make.PlaceFactory(parent=place_index, title="Farsta", statements=[told])
    make.MeasureFactory(parent=measure_index, title="Sommar", source_links=cites())
    make.NewsFactory(parent=news_index, title="Nytt ljus", source_links=cites())
    make.StandardFactory(parent=front, title="Så arbetar vi", source_links=cites())
    return report


def built_on(client: Client, address: str) -> list[str]:
    """What is read out of each link, as a screen reader's list of links has it."""
    section = BeautifulSoup(client.get(address).text, "html.parser").find(
        "section", attrs={"aria-labelledby": "bygger-pa"}
    )
    assert section is not None
    return [" ".join(link.get_text().split()) for link in section.select("ul a")]


def test_a_link_says_what_kind_of_page_builds_on_the_answer(
    answer: models.AnswerPage, visitor: Client
) -> None:
    assert built_on(visitor, answer.url) == [
        "Farsta Plats",
        "Nytt ljus Nyhet",
        "Sommar Insats",
        "Så arbetar vi Sida",
    ]


def test_the_kind_is_said_in_the_language_of_the_page(
    answer: models.AnswerPage, front: models.HomePage, visitor: Client
) -> None:
    english = Locale.objects.create(language_code="en")
    front.copy_for_translation(english).save_revision().publish()
    answer.get_parent().specific.copy_for_translation(english).save_revision().publish()
    translated = answer.copy_for_translation(english)
    translated.save_revision().publish()
    told = make.PlaceStatementFactory.build(document=translated)
    place = make.PlaceFactory(parent=models.PlaceIndexPage.objects.get(), title="Solberga")
    place.statements = [told]
    place.save_revision().publish()
    assert built_on(visitor, translated.url) == ["Solberga Place"]


def test_what_another_app_has_built_on_the_answer_says_its_kind_too(
    answer: models.AnswerPage, visitor: Client
) -> None:
    with hooks.register_temporarily("answer_uses", lambda page: [Link("Lyktan", "/x/", "idea")]):
        assert "Lyktan Idé som inte gick vidare" in built_on(visitor, answer.url)
    # No app begins to offer anything while the portal runs.
    clear_caches()
    with hooks.register_temporarily("answer_uses", lambda page: [Link("Lyktan", "/x/")]):
        assert "Lyktan" in built_on(visitor, answer.url)


def test_kinds_cost_no_query_of_their_own(answer: models.AnswerPage, visitor: Client) -> None:
    visitor.get(answer.url)
    assert count_queries(visitor, answer.url) <= 7
