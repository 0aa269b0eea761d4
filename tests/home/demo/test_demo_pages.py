"""The demo content as a reader sees it."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
import yaml
from django.db import connection
from django.test import Client
from wagtail.models import Page

from core.models import Actor, PortalRendition
from home.demo.facts_reader import FACTS
from home.models import AnswerPage, MeasurePage, PlacePage, StandardPage
from tests.conftest import count_queries
from tests.home.demo.test_demo_facts import internal_notes
from tests.home.test_query_counts import AT_MOST, MORE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def notes() -> list[str]:
    """Every sentence of every internal note that is long enough to be no coincidence."""
    found = [
        note
        for file in FACTS.glob("*.yaml")
        for note in internal_notes(yaml.safe_load(file.read_text(encoding="utf-8")))
    ]
    assert len(found) > 30
    sentences = {part.strip() for note in found for part in re.split(r"(?<=[.!?;]) ", note)}
    return [*found, *(sentence for sentence in sentences if len(sentence) > 25)]


def public_addresses() -> Iterator[str]:
    """The address of every page that a reader can open, actors included."""
    for page in Page.objects.live().filter(depth__gt=1):
        yield page.get_url()
    for slug in Actor.objects.values_list("slug", flat=True):
        yield f"/aktorer/{slug}/"


@cache
def html_of(address: str) -> str:
    """What a reader gets, fetched once for all tests: they change nothing."""
    response = Client().get(address)
    assert response.status_code == 200, f"{address} answered {response.status_code}"
    return response.content.decode()


def text_of(address: str) -> str:
    return " ".join(unescape(html_of(address)).split())


def test_no_internal_note_is_in_any_table(notes: list[str]) -> None:
    tables = connection.introspection.table_names()
    assert len(tables) > 50
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            kept = repr(cursor.fetchall())
        for note in notes:
            assert note not in kept, f"{table}: {note}"
        assert "editor_note" not in kept


def test_no_internal_note_is_on_any_page(notes: list[str]) -> None:
    addresses = list(public_addresses())
    assert len(addresses) > 120
    for address in addresses:
        shown = text_of(address)
        for note in notes:
            assert note not in shown, f"{address}: {note}"


def test_every_link_between_pages_leads_somewhere(client: Client) -> None:
    linked = {
        target.split("#")[0].split("?")[0]
        for address in public_addresses()
        for target in re.findall(r'href="(/[^"]*)"', html_of(address))
    }
    pages = {target for target in linked if not target.startswith(("/static/", "/admin/"))}
    assert len(pages) > 100
    broken = [target for target in sorted(pages) if client.get(target).status_code != 200]
    assert broken == []


def test_no_page_needs_more_queries_than_its_kind(client: Client) -> None:
    costs = {}
    for address in public_addresses():
        client.get(address)
        costs[address] = count_queries(client, address)
    assert len(costs) > 120
    assert {address: cost for address, cost in costs.items() if cost > _most(address)} == {}


def _most(address: str) -> int:
    return MORE["actor"] if address.startswith("/aktorer/") else AT_MOST


def test_the_answer_page_shows_its_registry_number() -> None:
    page = AnswerPage.objects.get(slug="konkreta-trygghetsatgarder-2024")
    assert page.registry_number == "HÄ 2024/295"
    assert "HÄ 2024/295" in text_of(page.url)


def test_alvsjo_solberga_shows_its_six_dated_classifications() -> None:
    page = PlacePage.objects.get(slug="alvsjo-solberga")
    told = [(str(row.as_of), row.classification, row.holds) for row in page.classifications()]
    assert sorted(told) == [
        ("2023-09-01", "OPEN_DRUG_SCENE", True),
        ("2023-09-01", "VULNERABLE_AREA", True),
        ("2024-04-01", "OPEN_DRUG_SCENE", True),
        ("2024-04-01", "VULNERABLE_AREA", False),
        ("2025-09-01", "OPEN_DRUG_SCENE", False),
        ("2025-09-01", "VULNERABLE_AREA", False),
    ]
    shown = text_of(page.url)
    for row in page.classifications():
        assert row.text in shown
    for month in ("september 2023", "april 2024", "september 2025"):
        assert month in shown


def test_the_drawing_has_a_text_that_stands_for_it_and_is_there_before_anyone_reads() -> None:
    page = StandardPage.objects.get(slug="trygghet")
    shown = text_of(page.url)
    assert re.search(r'<img [^>]*alt="Tecknad bild. Tre vuxna med reflexband', shown)
    assert PortalRendition.objects.filter(filter_spec="format-avif|width-480").exists()


def test_the_night_walk_tells_its_last_known_period_and_claims_nothing_today() -> None:
    page = MeasurePage.objects.get(slug="nattvandring-alvsjo-solberga")
    shown = text_of(page.url)
    assert "Senast kända period: 5 september–20 december 2025" in shown
    assert "Pågår" not in shown
    assert "Pågående" not in shown
    assert "Effekten av en enskild insats är svår att mäta" in shown


def test_the_page_on_personal_data_tells_of_every_form_and_how_long(visitor: Client) -> None:
    page = visitor.get("/om/personuppgifter/").content.decode()
    for form in ("Tyck till", "Anmäl en förening", "Föreslå ett partnerskap", "Anmäl dig till"):
        assert f"{form}" in page
    for kept in ("12 månader", "24 månader", "60 månader", "120 månader", "24 timmar", "30 dagar"):
        assert kept in page
    assert "{" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    cookies = visitor.get("/om/kakor/").content.decode()
    assert "sparas texten i din webbläsare" in cookies


def test_the_page_on_how_we_work_explains_each_word_of_it() -> None:
    headings = [
        " ".join(words.split())
        for words in re.findall(
            r"<(?:h[23]|dt)[^>]*>(.*?)</(?:h[23]|dt)>", text_of("/om/trygghet/")
        )
    ]
    for word in (
        *("Social brottsprevention", "Situationell brottsprevention", "Trygghetsskapande"),
        *("Platssamverkan", "EST", "SSPF"),
    ):
        assert any(heading.startswith(word) for heading in headings), word


@pytest.mark.parametrize(
    "address",
    [
        *("/om/", "/om/trygghet/", "/om/kakor/", "/om/personuppgifter/", "/om/tillganglighet/"),
        *("/om/kontakt/", "/om/lattlast/"),
    ],
)
def test_every_standard_page_is_reached_from_the_frame(address: str) -> None:
    assert f'href="{address}"' in html_of("/")
    assert f'href="{address}"' in html_of("/insatser/")


def test_the_english_page_is_reached_from_the_frame() -> None:
    assert 'href="/en/"' in html_of("/")
    assert 'href="/en/about/"' in html_of("/en/")


def test_every_picture_says_what_it_shows_unless_it_only_decorates() -> None:
    pictures = {
        picture
        for address in public_addresses()
        for picture in re.findall(r"<img[^>]*>", html_of(address))
    }
    told = {picture: re.search(r'\balt="([^"]*)"', picture) for picture in pictures}
    assert [picture for picture, alt in told.items() if alt is None] == []
    empty = {picture for picture, alt in told.items() if alt and not alt[1]}
    # Drawings of ours stand beside a heading that says the same; editors' pictures do not.
    assert [picture for picture in empty if 'src="/static/' not in picture] == []
    assert all(len(alt[1]) > 40 for picture, alt in told.items() if alt and picture not in empty)
    assert pictures - empty
