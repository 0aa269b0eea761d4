"""A page costs the same however much the portal holds, and reading writes nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from core.models import FundingSource, PageSource
from home import models
from tests.conftest import count_queries, queries_of
from tests.factories import home as make
from tests.factories.associations import PartnershipFactory, RegisterFactory
from tests.factories.pictures import picture_with_sizes

# One query for a page, one to know that its list is the same as before, two for what was typed.
AT_MOST = 4
# What is no page gathers its own.
MORE = {"actor": 7}
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP")


@pytest.fixture
def grow(
    front: models.HomePage,
    place_index: models.PlaceIndexPage,
    measure_index: models.MeasureIndexPage,
    news_index: models.NewsIndexPage,
    answer_index: models.AnswerIndexPage,
) -> Callable[[int], None]:
    """Adds pages of each kind that all have to do with each other."""
    topic = make.TopicFactory()
    actor = make.ActorFactory(slug="polisen")
    district = make.PlaceFactory(parent=place_index, slug="stadsdelen", district=True)
    report = make.AnswerFactory(parent=answer_index, slug="rapporten", places=[district])
    money = FundingSource.objects.create(slug="medel", title="Medel", document=report)
    register = RegisterFactory(parent=front)

    def add(number: int) -> None:
        for _ in range(number):
            place = make.PlaceFactory(
                parent=district,
                actors=[actor],
                topics=[topic],
                statements=[make.PlaceStatementFactory.build(document=report, classified=True)],
            )
            measure = make.MeasureFactory(
                parent=measure_index,
                with_result=True,
                places=[place, district],
                topics=[topic],
                actor_links=[models.MeasureActor(actor=actor, role=models.MeasureRole.LEADS)],
                source_links=[PageSource(document=report, reference="Fråga 1")],
                funding=[money],
                led_to_by=report,
            )
            PartnershipFactory(parent=register, measures=[measure], places=[place], dated=True)
            make.NewsFactory(parent=news_index, places=[place, district], topics=[topic])
            make.AnswerFactory(parent=answer_index, places=[place, district], topics=[topic])

    return add


def addresses() -> dict[str, str]:
    """One page of each kind that is public now, by the name of its type."""
    found = {type(page).__name__: page.url for page in Page.objects.live().specific() if page.url}
    district = models.PlacePage.objects.get(slug="stadsdelen")
    report = models.AnswerPage.objects.get(slug="rapporten")
    found |= {
        "PlacePage": district.url,
        "AnswerPage": report.url,
        "actor": "/aktorer/polisen/",
        "search": "/sok/?q=plats",
        "search, narrowed": "/sok/?q=insats&plats=stadsdelen",
        "measures, narrowed": "/insatser/?plats=stadsdelen&inriktning=social",
        "measures, page 2": "/insatser/?sida=2",
        "find place": "/platser-hitta/?q=plats",
    }
    return found


@pytest.fixture
def whole_portal(front: models.HomePage, grow: Callable[[int], None]) -> Callable[[int], None]:
    about = make.StandardFactory(parent=front, title="Om", slug="om")
    make.AccessibilityStatementFactory(parent=about)
    grow(3)
    return grow


def costs(client: Client) -> dict[str, int]:
    """How many queries each page needs when settings, menus and notices are warm."""
    counted = {}
    for name, url in addresses().items():
        client.get(url)
        counted[name] = count_queries(client, url)
    return counted


def test_no_page_needs_more_than_four_queries(
    whole_portal: Callable[[int], None], client: Client
) -> None:
    assert {
        name: cost for name, cost in costs(client).items() if cost > MORE.get(name, AT_MOST)
    } == {}


@pytest.mark.thorough
def test_a_page_costs_the_same_for_few_and_for_many(
    whole_portal: Callable[[int], None], client: Client
) -> None:
    few = costs(client)
    whole_portal(18)
    many = costs(client)
    # The second page of a list is only there when there is enough to fill it.
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}


def test_reading_writes_nothing(whole_portal: Callable[[int], None], client: Client) -> None:
    for url in [*addresses().values(), "/sitemap.xml", "/flode/nyheter.xml", "/tyck-till/"]:
        said = queries_of(client, url)
        assert [sql for sql in said if sql.lstrip().upper().startswith(WRITING)] == [], url


def test_reading_a_page_with_a_picture_writes_nothing(
    front: models.HomePage, client: Client
) -> None:
    image = picture_with_sizes(title="Torget")
    image.contextual_alt_text, image.decorative = "Torget en kväll", False
    picture = ("picture", {"image": image, "caption": ""})
    page = make.StandardFactory(parent=front, body=[picture], social_image=image)
    said = queries_of(client, page.url)
    assert [sql for sql in said if sql.lstrip().upper().startswith(WRITING)] == []
    shown = client.get(page.url).text
    assert 'alt="Torget en kväll"' in shown
    assert shown.count("image/avif") == 1


def test_settings_menus_and_notices_cost_nothing_when_warm(
    whole_portal: Callable[[int], None], client: Client
) -> None:
    client.get("/om/")
    asked = " ".join(queries_of(client, "/om/"))
    for table in ("core_portalsettings", "core_notice", "wagtailcore_site"):
        assert f'FROM "{table}"' not in asked
