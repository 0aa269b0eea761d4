"""What other pages show of associations."""

import pytest

from core.models import PageSource
from tests.conftest import count_queries
from tests.factories import associations as make
from tests.factories.home import AnswerFactory, MeasureFactory

pytestmark = pytest.mark.django_db


def sections(page) -> dict[str, list[str]]:
    return {
        filled.section.kind: [entry.title for entry in filled.local]
        for filled in page.context["hub"].sections
    }


def test_a_place_shows_its_night_walks_partnerships_and_associations_in_order(
    front, directory, register, square, visitor
):
    make.AssociationFactory(parent=directory, title="Schackklubben", places=[square])
    make.PartnershipFactory(parent=register, title="IOP om schack", places=[square], dated=True)
    group = make.models.NightWalkGroup(name="Farsor och morsor", places=[square])
    make.NightWalkFactory(parent=front, group_rows=[group])
    page = visitor.get(square.url)
    shown = sections(page)
    kinds = ["measure", "dialogue", "night_walk", "partnership", "association", "answer", "news"]
    kinds += ["actor"]
    assert list(shown) == kinds
    assert shown["association"] == ["Schackklubben"]
    assert shown["partnership"] == ["IOP om schack"]
    assert shown["night_walk"] == ["Nattvandring"]
    for anchor in ("nattvandring", "partnerskap", "foreningar"):
        assert f'id="{anchor}"' in page.text


def test_a_measure_links_to_its_partnerships_the_latest_first(register, measure_index, visitor):
    measure = MeasureFactory(parent=measure_index)
    make.PartnershipFactory(parent=register, title="Den odaterade", measures=[measure])
    make.PartnershipFactory(parent=register, title="Den daterade", measures=[measure], dated=True)
    make.PartnershipFactory(parent=register, title="Om något annat")
    (section,) = visitor.get(measure.url).context["sections"]
    assert [entry.title for entry in section.entries] == ["Den daterade", "Den odaterade"]


def test_a_measure_without_partnerships_has_no_such_section(register, measure_index, visitor):
    measure = MeasureFactory(parent=measure_index)
    draft = make.PartnershipFactory(parent=register, measures=[measure], publish=False)
    page = visitor.get(measure.url)
    assert page.context["sections"] == []
    assert draft.title not in page.text


def test_an_answer_lists_partnerships_and_published_ideas_that_build_on_it(
    register, answer_index, visitor
):
    answer = AnswerFactory(parent=answer_index)
    source = PageSource(document=answer, reference="Fråga 1")
    make.PartnershipFactory(parent=register, title="IOP om schack", source_links=[source])
    make.IdeaFactory(title="Schack i väntrummet", document=answer, live=True, slug="schack")
    make.IdeaFactory(title="Ett utkast", document=answer)
    page = visitor.get(answer.url).text
    assert "IOP om schack" in page
    assert 'href="/partnerskap/#schack"' in page
    assert "Idé som inte gick vidare" in page
    assert "Ett utkast" not in page


def test_what_is_shown_elsewhere_costs_the_same_for_few_and_many(
    register, measure_index, square, visitor
):
    measure = MeasureFactory(parent=measure_index, places=[square])
    make.PartnershipFactory(parent=register, measures=[measure], places=[square], dated=True)
    pages = (measure.url, square.url, register.url)
    for url in pages:
        visitor.get(url)
    few = {url: count_queries(visitor, url) for url in pages}
    for _ in range(8):
        make.PartnershipFactory(parent=register, measures=[measure], places=[square], dated=True)
    for url in pages:
        visitor.get(url)
    assert {url: count_queries(visitor, url) for url in pages} == few
    assert few[register.url] <= 8
