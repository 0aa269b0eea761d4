"""The map over the directory: there when a reader asks for it, and nobody's only way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.server import serving
from tests.browser.tiles import TileServer, tile_server

pytestmark = pytest.mark.thorough

DIRECTORY = "/foreningar/"
SHOW = "Visa på karta"


@pytest.fixture(scope="module")
def tiles() -> Iterator[TileServer]:
    """A tile server, for all checks here."""
    with tile_server() as running:
        yield running


@pytest.fixture(scope="module")
def portal_with_map(
    portal_environment: dict[str, str],
    tiles: TileServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a portal that has a tile server in its settings."""
    env = {
        **portal_environment,
        "MAP_TILE_URL": tiles.tile_url,
        "MAP_ATTRIBUTION": '© <a href="https://tiles.example.se/">Kartmyndigheten</a>',
    }
    with serving(env, tmp_path_factory.mktemp("map") / "server.log") as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, portal_with_map: str, tiles: TileServer) -> Iterator[BrowserContext]:
    """A visitor of that portal. The tile server has not been asked for anything."""
    tiles.asked.clear()
    context = browser.new_context(base_url=portal_with_map, locale="sv-SE", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


def map_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Karta över platserna i listan")


def open_map(page: Page) -> Locator:
    page.goto(DIRECTORY)
    page.get_by_role("button", name=SHOW).click()
    shown = map_of(page)
    expect(shown.locator(".leaflet-tile-loaded").first).to_be_attached()
    return shown


def test_without_a_tile_server_there_is_no_sign_of_a_map(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda asked: fetched.append(asked.url))
    page.goto(DIRECTORY, wait_until="networkidle")
    assert page.get_by_role("button", name=SHOW).count() == 0
    assert page.locator("[data-map]").count() == 0
    assert [url for url in fetched if "leaflet" in url or "map.js" in url] == []


def test_nothing_of_the_map_is_fetched_before_the_reader_asks(
    visitor: BrowserContext, tiles: TileServer
) -> None:
    page = visitor.new_page()
    fetched: list[str] = []
    page.on("request", lambda asked: fetched.append(asked.url))
    page.goto(DIRECTORY, wait_until="networkidle")
    expect(page.get_by_role("button", name=SHOW)).to_be_visible()
    assert tiles.asked == []
    assert [url for url in fetched if "leaflet" in url] == []


def test_the_map_appears_when_asked_for_and_the_policy_lets_it(
    visitor: BrowserContext, tiles: TileServer
) -> None:
    page = visitor.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    shown = open_map(page)
    assert tiles.asked
    assert said == []
    expect(shown).to_contain_text("Kartmyndigheten")
    page.get_by_role("button", name="Dölj kartan").click()
    expect(shown).to_be_hidden()


def test_a_place_opens_its_associations_by_keyboard_and_gives_the_focus_back(
    visitor: BrowserContext,
) -> None:
    page = visitor.new_page()
    shown = open_map(page)
    place = shown.get_by_role("button", name="Älvsjö/Solberga")
    place.focus()
    page.keyboard.press("Enter")
    expect(shown.get_by_role("heading", name="Älvsjö/Solberga")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(shown.get_by_role("link", name="Kulturföreningen Solan")).to_be_focused()
    page.keyboard.press("Escape")
    expect(shown.locator(".leaflet-popup")).to_have_count(0)
    expect(place).to_be_focused()


def test_a_bubble_leads_to_the_association(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    shown = open_map(page)
    shown.get_by_role("button", name="Farsta").click()
    shown.get_by_role("link", name="Nattvandrarna i Farsta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nattvandrarna i Farsta")


def test_every_association_on_the_map_is_in_the_list(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    shown = open_map(page)
    listed = set(page.locator(".rows .row__title a").all_inner_texts())
    on_map: set[str] = set()
    for place in shown.locator("[role=button].map__mark").all():
        place.dispatch_event("click")
        on_map |= set(shown.locator(".map__bubble li a").all_inner_texts())
    assert on_map
    assert on_map <= listed


def test_the_list_is_whole_when_scripts_do_not_run(browser: Browser, portal_with_map: str) -> None:
    context = browser.new_context(base_url=portal_with_map, java_script_enabled=False)
    page = context.new_page()
    page.goto(DIRECTORY)
    assert not page.get_by_text(SHOW).is_visible()
    expect(page.get_by_role("heading", name="7 föreningar")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_open_map(visitor: BrowserContext, width: int) -> None:
    page = visitor.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    shown = open_map(page)
    shown.get_by_role("button", name="Älvsjö/Solberga").dispatch_event("click")
    expect(shown.get_by_role("link", name="Kulturföreningen Solan")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
