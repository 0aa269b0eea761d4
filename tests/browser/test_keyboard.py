"""A reader without a mouse gets everywhere, and always sees where they are."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.addresses import PAGES

FOCUSED = "() => document.activeElement"
# What the focused element looks like when it stands out: an outline or a shadow round it.
STANDS_OUT = """
each => {
  const style = getComputedStyle(each);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== "none";
}
"""


def tab_to(page: Page, wanted: Locator, *, at_most: int = 40) -> None:
    """Press Tab until `wanted` has the focus, as a reader would."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{wanted} was not reached with {at_most} tabs")


def test_the_first_tab_offers_a_way_past_the_menu(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Till innehållet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_the_menu_on_a_narrow_screen_opens_and_leads_on(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/")
    tab_to(page, page.locator("summary.menu__button"))
    page.keyboard.press("Enter")
    measures = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Insatser")
    expect(measures).to_be_visible()
    tab_to(page, measures)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/insatser/$"))


def test_escape_folds_the_menu_and_gives_the_focus_back(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/")
    button = page.locator("summary.menu__button")
    tab_to(page, button)
    page.keyboard.press("Enter")
    field = page.get_by_role("search").get_by_role("searchbox")
    tab_to(page, field)
    page.keyboard.type("lyk")
    page.keyboard.press("Escape")
    expect(field).to_be_visible()
    expect(field).to_have_value("")
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(button).to_be_focused()


def test_escape_folds_the_filters_of_a_list(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/insatser/")
    button = page.locator("details.filters > summary")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.locator("details.filters")).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.locator("details.filters")).not_to_have_attribute("open", "")


def test_escape_leaves_the_menu_of_a_wide_screen_alone(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    places = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Platser")
    tab_to(page, places)
    page.keyboard.press("Escape")
    expect(places).to_be_focused()


def test_the_menu_on_a_wide_screen_stands_open(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    places = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Platser")
    tab_to(page, places)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Platser")
    marked = page.get_by_role("navigation", name="Huvudmeny").locator("[aria-current]")
    expect(marked).to_have_text("Platser")


def test_the_place_picker_suggests_and_leads_to_the_place(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox")
    tab_to(page, field)
    page.keyboard.type("solb")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile(r"-0$"))
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("solb")
    page.keyboard.press("Backspace")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/platser/.+/$"))


def test_a_list_is_narrowed_and_widened_again(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/insatser/")
    option = page.get_by_role("checkbox", name=re.compile("^Solberga "))
    if not option.is_visible():
        more = page.locator("details.filters__more > summary").first
        tab_to(page, more)
        page.keyboard.press("Enter")
    tab_to(page, option, at_most=80)
    page.keyboard.press("Space")
    # Enter in a field of a form sends it, as the button does.
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"plats=solberga"))
    remove = page.get_by_role("link", name=re.compile(r"Ta bort")).first
    tab_to(page, remove, at_most=80)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/insatser/(\?.*)?$"))
    expect(page).not_to_have_url(re.compile(r"plats="))


def test_a_search_is_made_and_a_hit_is_opened(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    field = page.get_by_role("search").get_by_role("searchbox")
    tab_to(page, field)
    page.keyboard.type("HÄ 2024/295")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sok/\?q="))
    tab_to(page, page.locator("main .rows a[href*='/svar/']").first, at_most=80)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/svar/"))


SPOTS = ("front", "measures-filtered", "place-classified", "feedback-error", "search-hits")


@pytest.mark.parametrize("name", SPOTS)
def test_the_focus_is_seen_wherever_it_goes(page: Page, name: str) -> None:
    address = next(address for address in PAGES if address.name == name)
    page.goto(address.path)
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        element = page.evaluate_handle(FOCUSED).as_element()
        if element is None or element.evaluate("each => each === document.body"):
            break
        if not element.evaluate(STANDS_OUT):
            unseen.append(element.evaluate("each => each.outerHTML.slice(0, 120)"))
    assert unseen == []


def test_a_proposal_is_written_and_sent(page: Page) -> None:
    page.goto("/partnerskap/foresla/formular/")
    answers = {
        "association_name": "Föreningen Lyktan",
        "contact_name": "Åsa",
        "email": "asa@exempel.se",
        "title": "Lyktor",
        "problem": "Mörkt",
        "places": " ",
        "activity": "Vandra",
    }
    for name, words in answers.items():
        tab_to(page, page.locator(f"main [name={name}]").first)
        page.keyboard.type(words)
    page.wait_for_timeout(3100)  # People are slower than robots; the form looks for that.
    tab_to(page, page.get_by_role("button", name="Granska innan du skickar"), at_most=60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Granska innan du skickar")
    tab_to(page, page.get_by_role("button", name="Skicka förslaget").last, at_most=60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vi har tagit emot förslaget")
