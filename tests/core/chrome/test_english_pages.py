"""Below /en/ everything that the portal itself says is English; what is Swedish says so."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, TestCase, override_settings
from django.utils import timezone, translation
from wagtail.models import Locale

from core.models import Notice
from core.templatetags.charts import figure
from core.templatetags.portal_dates import clock, weekday_date
from home.models import HomePage, PlacePage
from tests.core.chrome.failing_urls import FAILURES
from tests.factories import home as make
from tests.telltale_words import swedish_words


@pytest.fixture
def english(front: HomePage) -> HomePage:
    """The English front page of a portal whose places and measures are in Swedish."""
    solberga = make.PlaceFactory(parent=front.get_children().get(slug="platser"), title="Solberga")
    make.MeasureFactory(
        parent=front.get_children().get(slug="insatser"),
        title="Nattvandring på torget",
        with_result=True,
        places=[solberga],
    )
    make.NewsFactory(parent=front.get_children().get(slug="nyheter"), title="Ny belysning")
    page: HomePage = front.copy_for_translation(Locale.objects.create(language_code="en"))
    page.title, page.question = "The safety portal", "What happens where you live?"
    page.introduction = "See what is done, and by whom."
    page.save_revision().publish()
    return page


@pytest.fixture
def browser() -> Client:
    """A reader's browser, which sees the error page instead of the exception."""
    return Client(raise_request_exception=False)


# ---------------------------------------------------------------- pages


PAGES = [
    "/en/",
    "/en/sok/",
    "/en/sok/?q=nattvandring",
    "/en/sok/?q=finnsinte&plats=borta",
    "/en/sok/?typ=measure&plats=solberga",
    "/en/tyck-till/",
    "/en/tyck-till/fel/",
    "/en/tyck-till/tillganglighet/",
    "/en/platser-hitta/?q=zzz",
    "/en/about/",
]


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_has_no_swedish_word_of_the_interface(
    english: HomePage, browser: Client, address: str
) -> None:
    statement = make.StandardFactory(parent=english, title="About", slug="about", introduction="")
    assert statement.locale.language_code == "en"
    response = browser.get(address)
    assert response.status_code == 200
    assert swedish_words(response) == set()


def test_an_english_list_has_no_swedish_word_of_the_interface(
    english: HomePage, browser: Client
) -> None:
    measures = make.MeasureIndexFactory(parent=english, title="Measures", introduction="")
    response = browser.get(measures.url)
    assert "Nattvandring på torget" in response.text
    assert "September 2024" in response.text
    assert swedish_words(response) == set()


@pytest.mark.usefixtures("english")
def test_a_swedish_title_on_an_english_page_says_that_it_is_swedish(browser: Client) -> None:
    text = browser.get("/en/").text
    assert re.search(r'<a [^>]*lang="sv"[^>]*>Nattvandring på torget</a>', text)
    assert re.search(r'<p [^>]*lang="sv"[^>]*>Fler vuxna syns ute.</p>', text)


@pytest.mark.usefixtures("english")
def test_a_swedish_notice_on_an_english_page_says_that_it_is_swedish(browser: Client) -> None:
    started = timezone.now() - timedelta(hours=1)
    Notice.objects.create(title="Torget är avstängt", severity="WARNING", starts_at=started)
    response = browser.get("/en/")
    assert '<strong lang="sv">Torget är avstängt</strong>' in response.text
    assert "Important:" in response.text
    assert swedish_words(response) == set()
    assert 'lang="sv">Torget' not in browser.get("/").text


@pytest.mark.usefixtures("english")
def test_an_english_reader_reaches_a_place_that_is_only_described_in_swedish(
    browser: Client,
) -> None:
    assert browser.get("/en/platser-hitta/?q=solb")["Location"] == "/platser/solberga/"
    found = browser.get("/en/platser-forslag/?q=solb").json()["results"]
    assert [place["title"] for place in found] == ["Solberga"]


def test_a_place_that_is_also_described_in_english_is_found_there(
    english: HomePage, browser: Client
) -> None:
    place = PlacePage.objects.get(title="Solberga")
    place.get_parent().specific.copy_for_translation(english.locale).save_revision().publish()
    translated = place.copy_for_translation(english.locale)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translated.save_revision().publish()
    found = browser.get("/en/platser-forslag/?q=solb").json()["results"]
    assert [place["url"] for place in found] == ["/en/platser/solberga/"]
    assert browser.get("/platser-hitta/?q=solb")["Location"] == "/platser/solberga/"


@pytest.mark.usefixtures("english")
def test_dates_on_english_pages_are_english(browser: Client) -> None:
    assert "1 September 2026" in browser.get("/en/").text
    assert "1 september 2026" in browser.get("/").text


# ---------------------------------------------------------------- forms


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("form", ["", "fel/", "tillganglighet/"])
def test_the_errors_of_a_form_are_english(browser: Client, form: str) -> None:
    response = browser.post(f"/en/tyck-till/{form}", {"sender_email": "nobody"})
    assert response.status_code == 422
    assert "Write the email address like this" in response.text
    assert swedish_words(response) == set()


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.usefixtures("english")
@override_settings(ROOT_URLCONF="tests.core.chrome.failing_urls")
@pytest.mark.parametrize("what", FAILURES)
def test_a_failure_below_the_english_prefix_is_told_in_english(browser: Client, what: str) -> None:
    response = browser.get(f"/en/fail/{what}/")
    assert response["Content-Language"] == "en"
    assert swedish_words(response) == set()
    assert 'action="/en/sok/"' in response.text


@pytest.mark.usefixtures("english")
def test_an_english_address_that_leads_nowhere_is_told_in_english(browser: Client) -> None:
    for response in (
        browser.get("/en/nowhere/"),
        browser.generic("BREW", "/en/"),
        browser.get("/en/%00"),
        browser.get("/en/", headers={"host": "bad.example"}),
    ):
        assert response.status_code in {400, 404, 405}
        assert swedish_words(response) == set()
        assert 'href="/en/"' in response.text


@override_settings(TEMPLATES=[], ROOT_URLCONF="tests.core.chrome.failing_urls")
def test_when_no_template_can_be_drawn_an_english_reader_is_told_in_english(
    browser: Client,
) -> None:
    assert "The fault is ours" in browser.get("/en/fail/mistake/").text


# ---------------------------------------------------------------- times and figures


def test_times_and_figures_are_written_as_the_language_writes_them() -> None:
    evening = datetime(2026, 12, 3, 17, 30, tzinfo=UTC)
    assert (clock(evening), figure(12345.5)) == ("kl. 18.30", "12\u00a0345,5")
    with translation.override("en"):
        assert (clock(evening), figure(12345.5)) == ("18:30", "12,345.5")
        assert weekday_date(evening) == "Thursday 3 December 2026"
