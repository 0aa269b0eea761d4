"""The frames that other apps fill: cards on the front page, sections on places."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.template import Template
from wagtail import hooks

from home.hooks import EntrySection, PlaceSection
from searching.models import SearchEntry
from tests.factories.home import MeasureFactory, NewsFactory, PlaceFactory
from tests.warmth import clear_caches


@dataclass(frozen=True)
class Card:
    template: Template = field(default_factory=lambda: Template("<p>{{ card.title }}</p>"))
    context: dict = field(default_factory=lambda: {"title": "Dialog i morgon kväll"})


def test_the_front_page_shows_what_another_app_offers(front, visitor):
    with hooks.register_temporarily("front_cards", lambda now: [Card()]):
        assert "Dialog i morgon kväll" in visitor.get("/").text
    # No app ceases to offer anything while the portal runs.
    clear_caches()
    assert "Dialog i morgon kväll" not in visitor.get("/").text


def test_a_place_lists_what_another_app_offers_in_its_order(place_index, news_index, visitor):
    place = PlaceFactory(parent=place_index)
    NewsFactory(parent=news_index, title="Nytt om platsen", places=[place])
    offered = PlaceSection(
        kind="news",
        title="Det senaste härifrån",
        anchor="senaste",
        index_type="home.NewsIndexPage",
        empty="Inget nytt.",
        order=1,
    )
    with hooks.register_temporarily("place_sections", lambda: [offered]):
        page = visitor.get(place.url).text
    assert "Det senaste härifrån" in page
    assert page.index('id="senaste"') < page.index('id="insatser"')
    assert "Nytt om platsen" in page


@pytest.fixture
def district(place_index):
    return PlaceFactory(parent=place_index, title="Norra", district=True)


def measures_of(page) -> tuple[list[str], list[str]]:
    section = next(s for s in page.context["hub"].sections if s.section.kind == "measure")
    return [e.title for e in section.local], [e.title for e in section.district]


def test_what_is_done_in_a_square_is_found_at_its_district(district, measure_index, visitor):
    square = PlaceFactory(parent=district, title="Torget")
    MeasureFactory(parent=measure_index, title="Schack på torget", places=[square])
    assert measures_of(visitor.get(district.url))[0] == ["Schack på torget"]


def test_what_is_done_in_the_whole_district_is_told_apart_at_its_squares(
    district, measure_index, visitor
):
    square = PlaceFactory(parent=district, title="Torget")
    MeasureFactory(parent=measure_index, title="Fältassistenter", places=[district])
    assert measures_of(visitor.get(square.url)) == ([], ["Fältassistenter"])


def test_what_is_done_in_a_neighbour_is_not_claimed_of_a_square(district, measure_index, visitor):
    square = PlaceFactory(parent=district, title="Torget")
    other = PlaceFactory(parent=district, title="Parken")
    MeasureFactory(parent=measure_index, title="Schack i parken", places=[other])
    assert measures_of(visitor.get(square.url)) == ([], [])


def test_what_is_done_in_a_composite_area_is_found_at_its_parts(district, measure_index, visitor):
    part = PlaceFactory(parent=district, title="Älvsjö")
    whole = PlaceFactory(parent=district, title="Älvsjö/Solberga", parts=[part])
    MeasureFactory(parent=measure_index, title="Nattvandring", places=[whole])
    assert measures_of(visitor.get(part.url))[0] == ["Nattvandring"]


def test_the_newest_comes_first_and_the_rest_is_counted(district, measure_index, visitor):
    for number in range(1, 9):
        MeasureFactory(
            parent=measure_index,
            title=f"Insats nr {number}",
            places=[district],
            as_of=date(2024, number, 1),
        )
    page = visitor.get(district.url)
    section = next(s for s in page.context["hub"].sections if s.section.kind == "measure")
    assert section.local[0].title == "Insats nr 8"
    assert (len(section.local), section.local_total) == (6, 8)
    assert section.more_url.endswith(f"?plats={district.slug}")


def test_a_measure_lists_what_another_app_ties_to_it_in_its_order(measure_index, visitor):
    measure = MeasureFactory(parent=measure_index)
    MeasureFactory(parent=measure_index, title="Lyktor längs stigen")
    entries = list(SearchEntry.objects.filter(title="Lyktor längs stigen"))
    assert entries

    def offered(page, now):
        assert page.pk == measure.pk
        return [
            EntrySection("Utan något", "tomt", []),
            EntrySection("Det andra", "andra", entries, order=2),
            EntrySection("Det första", "forsta", entries, order=1),
        ]

    with hooks.register_temporarily("measure_sections", offered):
        page = visitor.get(measure.url).text
    assert 0 < page.index('id="forsta"') < page.index('id="andra"')
    assert "Lyktor längs stigen" in page[page.index('id="forsta"') :]
    assert "Utan något" not in page
