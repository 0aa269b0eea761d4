"""What an empty portal begins with, once, and how it looks to a reader."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from associations.models import NightWalkPage, Proposal
from config.founding.pages import lay
from config.founding.turn import one_at_a_time
from core.models import PortalSettings
from home.models import HomePage, NewsIndexPage
from tests.associations.proposals.test_propose import FORM, PURPOSE, WORDS, send
from tests.filled_forms import filled, form_of

pytestmark = pytest.mark.django_db

MENU = ["Platser", "Insatser", "Dialoger", "Nattvandring", "Partnerskap", "Föreningar"]
MENU += ["Frågor och svar", "Nyheter"]
INDEXES = ["/platser/", "/insatser/", "/dialoger/", "/nattvandring/", "/partnerskap/"]
INDEXES += ["/partnerskap/siffror/", "/foreningar/", "/svar/", "/nyheter/", "/aktorer/"]
LISTS = [page for page in INDEXES if page not in ("/nattvandring/", "/partnerskap/siffror/")]


@pytest.fixture
def empty(settings: Settings) -> None:
    """A portal of which nothing has been made but what any has."""
    settings.WAGTAILADMIN_BASE_URL = "https://testserver"
    settings.DEMONSTRATION = False
    assert lay().is_change


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("address", ["/", "/en/", *INDEXES, "/partnerskap/foresla/", "/sok/"])
def test_every_page_is_there_and_claims_nothing(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 200
    for untrue in ("Exempel", "Stockholm", "Älvsjö", "demonstration", "Uppgift saknas"):
        assert untrue not in answer.text


@pytest.mark.usefixtures("empty")
def test_the_menu_is_that_of_the_demonstration(visitor: Client) -> None:
    page = visitor.get("/").text
    places = [page.index(f">{title}</a>") for title in MENU]
    assert places == sorted(places)
    assert 'href="/partnerskap/foresla/"' in page
    assert 'href="/foreningar/"' in page


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_says_so_and_asks_nobody_to_search_better(
    visitor: Client, address: str
) -> None:
    page = visitor.get(address).text
    assert "Här finns inget än" in page
    assert "Inga träffar" not in page
    assert "Prova" not in page
    assert 'id="filter-q"' not in page
    searched = visitor.get(f"{address}?q=torg").text
    assert "Inga träffar" in searched
    assert "Prova kortare eller andra ord." in searched
    assert 'id="filter-q"' in searched


@pytest.mark.usefixtures("empty")
def test_pages_without_a_list_say_it_too(visitor: Client) -> None:
    assert "Här finns inga grupper än." in visitor.get("/nattvandring/").text
    assert "Inga förslag har kommit in än." in visitor.get("/partnerskap/siffror/").text
    assert "Det har alla partnerskap kostat" not in visitor.get("/partnerskap/").text


@pytest.mark.usefixtures("empty")
def test_a_partnership_can_be_proposed_before_there_is_any_place(visitor: Client) -> None:
    shown = visitor.get(FORM)
    assert "Vilka platser gäller det?" not in shown.text
    send(visitor, filled(form_of(shown), PURPOSE, **WORDS))
    assert Proposal.objects.get().title == WORDS["title"]


def test_an_association_is_asked_about_no_place_and_no_topic_either(
    visitor: Client, empty: None
) -> None:
    page = visitor.get("/forening/anmal/").text
    assert "Föreningens namn" in page
    assert "Var ni finns" not in page
    assert "Var och om vad" not in page


def test_the_site_has_the_address_and_the_contact_of_the_settings(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://trygghet.example.se"
    settings.CONTACT_EMAIL = "trygghet@example.se"
    assert "https://trygghet.example.se" in lay().said
    assert Site.objects.get().root_url == "https://trygghet.example.se"
    assert PortalSettings.known_by_default().contact_email == "trygghet@example.se"


@pytest.mark.usefixtures("empty")
def test_the_second_time_changes_nothing_whatever_editors_did() -> None:
    news, walks = NewsIndexPage.objects.get(), NightWalkPage.objects.get()
    news.title, news.slug = "Aktuellt", "aktuellt"
    news.save_revision().publish()
    walks.delete()
    before = list(Page.objects.order_by("pk").values())
    told = lay()
    assert (told.is_change, told.is_well) == (False, True)
    assert list(Page.objects.order_by("pk").values()) == before


@pytest.mark.usefixtures("empty")
def test_an_address_that_the_site_does_not_have_is_told_and_left(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://trygghet.example.se"
    told = lay()
    assert not told.is_well
    assert "https://testserver" in told.said
    assert "https://trygghet.example.se" in told.said
    assert Site.objects.get().hostname == "testserver"


def test_a_front_page_that_somebody_has_begun_is_not_made_a_second_time() -> None:
    Page.get_first_root_node().add_child(instance=HomePage(title="Vår", slug="var", live=False))
    told = lay()
    assert not told.is_well
    assert "«Vår»" in told.said
    assert HomePage.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_at_once_make_one_portal() -> None:
    barrier = Barrier(2)
    waited: list[str] = []

    def one(_number: int) -> bool:
        try:
            barrier.wait(10)
            with one_at_a_time(lambda: waited.append("waited")):
                return lay().is_change
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(one, range(2))) == [False, True]
    assert HomePage.objects.filter(locale__language_code="sv").count() == 1
    assert len(waited) <= 1
