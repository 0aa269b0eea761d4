"""What is a draft, or only for some, is named by no page and no file of associations."""

from datetime import date

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from associations import models
from home.listing import index_url
from home.models import HomePage, MeasureIndexPage, PlaceIndexPage
from tests.factories import associations as make
from tests.factories.home import MeasureFactory, PlaceFactory
from tests.home.test_what_is_not_public import HIDDEN, both, says_nothing

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [0, 1, 2], ids=["a draft", "a page for some", "for anybody"])
def test_the_partnership_of_a_group_that_walks(
    front: HomePage, register: models.PartnershipRegisterPage, visitor: Client, number: int
) -> None:
    hidden = both(make.PartnershipFactory, register, dated=True)
    shown = make.PartnershipFactory(parent=register, title="Det öppna", dated=True)
    group = models.NightWalkGroup(name="Vi", partnership=[*hidden, shown][number])
    walks = make.NightWalkFactory(parent=front, group_rows=[group])
    assert says_nothing(visitor, walks.url)
    page = visitor.get(walks.url).text
    # Neither its name nor how it stands.
    assert ("Det öppna" in page) is (number == 2)
    assert ("Senast kända period" in page) is (number == 2)


@pytest.mark.parametrize("number", [0, 1, 2], ids=["a draft", "a page for some", "for anybody"])
def test_the_alternative_to_an_idea(
    register: models.PartnershipRegisterPage,
    measure_index: MeasureIndexPage,
    visitor: Client,
    number: int,
) -> None:
    hidden = both(MeasureFactory, measure_index)
    shown = MeasureFactory(parent=measure_index, title="Fotboll på kvällen")
    make.IdeaFactory(alternative=[*hidden, shown][number], live=True)
    assert says_nothing(visitor, register.url)
    page = visitor.get(register.url).text
    assert ("Fotboll på kvällen" in page) is (number == 2)
    assert ("Det finns redan" in page) is (number == 2)


def in_force(page: Page, year: int) -> None:
    models.PartnershipPeriod.objects.create(
        partnership=page, starts_on=date(year, 1, 1), ends_on=date(year, 6, 30)
    )


@pytest.fixture(params=["before", "after"])
def chain(request: pytest.FixtureRequest, register: models.PartnershipRegisterPage) -> list[Page]:
    """What anybody may read, each with something hidden before or after it."""
    hidden = both(make.PartnershipFactory, register)
    for each in hidden:
        in_force(each, 2020)
    if request.param == "before":
        pages = [
            make.PartnershipFactory(parent=register, title=f"Det öppna {each.pk}", predecessor=each)
            for each in hidden
        ]
    else:
        pages = [make.PartnershipFactory(parent=register, title="Det öppna")]
        for each in hidden:
            each.predecessor = pages[0]
            each.save()
    for page in pages:
        in_force(page, 2022)
    return pages


def test_the_chain_of_a_partnership(chain: list[Page], visitor: Client) -> None:
    for page in chain:
        assert says_nothing(visitor, page.url)
        times = visitor.get(page.url).text.partition('id="tider"')[2].partition('id="pengar"')[0]
        assert "2022" in times
        assert "2020" not in times


@pytest.mark.parametrize("name", ["register_csv", "register_json"])
def test_the_chain_in_the_files_of_the_register(
    chain: list[Page], visitor: Client, name: str
) -> None:
    told = read(visitor, reverse(f"associations:{name}"))
    assert all(page.title in told for page in chain)
    assert not any(word in told for word in HIDDEN)


@pytest.mark.parametrize("name", ["register_csv", "register_json"])
def test_places_and_measures_in_the_files_of_the_register(
    register: models.PartnershipRegisterPage,
    place_index: PlaceIndexPage,
    measure_index: MeasureIndexPage,
    visitor: Client,
    name: str,
) -> None:
    places = [*both(PlaceFactory, place_index), PlaceFactory(parent=place_index, title="Torget")]
    measures = [
        *both(MeasureFactory, measure_index),
        MeasureFactory(parent=measure_index, title="Fotboll på kvällen"),
    ]
    make.PartnershipFactory(parent=register, places=places, measures=measures)
    told = read(visitor, reverse(f"associations:{name}"))
    assert "Torget" in told
    assert "Fotboll på kvällen" in told
    assert not any(word in told for word in HIDDEN)


@pytest.mark.parametrize("name", ["suggest_association", "propose"])
def test_the_places_that_a_form_offers(
    directory: models.AssociationDirectoryPage,
    place_index: PlaceIndexPage,
    visitor: Client,
    name: str,
) -> None:
    both(PlaceFactory, place_index)
    PlaceFactory(parent=place_index, title="Torget")
    address = reverse(f"associations:{name}")
    assert says_nothing(visitor, address)
    assert "Torget" in visitor.get(address).text


def test_a_register_that_is_only_for_some_has_no_address_for_others(
    register: models.PartnershipRegisterPage,
) -> None:
    assert index_url("associations.PartnershipRegisterPage") == register.url
    with TestCase.captureOnCommitCallbacks(execute=True):
        PageViewRestriction.objects.create(
            page=register, restriction_type=PageViewRestriction.LOGIN
        )
    assert index_url("associations.PartnershipRegisterPage") == ""
