"""Nothing on any page stands in the way of anyone, as far as a machine can tell."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.addresses import PAGES, Address
from tests.browser.axe import COLOURS, violations

WIDTHS = (320, 768, 1280)
HEIGHT = 900


@pytest.fixture(scope="module")
def seen(browser: Browser, portal: str) -> Iterator[Page]:
    """One page for all checks: opening a new one costs more than most checks do."""
    context = browser.new_context(base_url=portal, locale="sv-SE", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def visit(page: Page, address: Address) -> None:
    page.emulate_media(color_scheme="light", forced_colors="none", media="screen")
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    answer = page.goto(address.path)
    assert answer is not None
    assert answer.status == address.status


@pytest.fixture(scope="module", params=PAGES, ids=[address.name for address in PAGES])
def each(request: pytest.FixtureRequest, seen: Page) -> Page:
    """Every page in turn, asked for once for all that is looked at in it."""
    visit(seen, request.param)
    return seen


def look_everywhere(page: Page) -> dict[str, list[str]]:
    """Return what axe finds at each width, in light and in dark."""
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="light")
        by_day = violations(page)
        page.emulate_media(color_scheme="dark")
        by_night = violations(page, only=COLOURS)
        found |= {f"{width} px, light": by_day, f"{width} px, dark": by_night}
    return {where: wrong for where, wrong in found.items() if wrong}


def test_axe_finds_nothing_at_any_width_in_light_or_dark(each: Page) -> None:
    assert look_everywhere(each) == {}


def test_no_page_scrolls_sideways_on_the_narrowest_screen(each: Page) -> None:
    each.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    width = each.evaluate("() => document.documentElement.scrollWidth")
    wide = each.evaluate(
        "limit => [...document.querySelectorAll('body *')]"
        ".filter(each => each.getBoundingClientRect().right > limit + 1)"
        ".map(each => each.outerHTML.slice(0, 120))",
        WIDTHS[0],
    )
    assert width <= WIDTHS[0], wide


def test_every_page_has_one_heading_of_the_first_level(each: Page) -> None:
    assert each.locator("h1").count() == 1


def test_no_paragraph_is_dressed_as_a_heading(each: Page) -> None:
    # Wagtail looks for these too, and warns editors of what they did not write. Large letters are
    # larger on a wide screen.
    each.set_viewport_size({"width": WIDTHS[-1], "height": HEIGHT})
    assert violations(each, only=("p-as-heading",)) == []


def test_axe_finds_nothing_on_a_form_with_errors_or_on_its_receipt(seen: Page) -> None:
    visit(seen, Address("feedback-error", "/tyck-till/fel/"))
    send = seen.locator("main form button[type=submit]").last
    seen.locator("[name=sender_email]").fill("fel")
    send.click()
    assert seen.title().startswith("Fel:")
    assert look_everywhere(seen) == {}
    seen.locator("[name=text]").fill("Länken till kartan leder ingenstans.")
    seen.locator("[name=sender_email]").fill("")
    seen.wait_for_timeout(3100)  # People are slower than robots; the form looks for that.
    seen.locator("main form button[type=submit]").last.click()
    seen.wait_for_url("**/tyck-till/tack/**")
    assert look_everywhere(seen) == {}


SPOTS = [address for address in PAGES if address.name in {"front", "place-classified", "charts"}]


@pytest.mark.parametrize("address", SPOTS, ids=[address.name for address in SPOTS])
def test_axe_finds_nothing_in_forced_colours_or_on_paper(seen: Page, address: Address) -> None:
    visit(seen, address)
    seen.set_viewport_size({"width": 768, "height": HEIGHT})
    seen.emulate_media(forced_colors="active")
    # Here the visitor's system chooses the colours, and axe reads those of the style sheet.
    forced = violations(seen, left_out=("color-contrast",))
    seen.emulate_media(forced_colors="none", media="print")
    assert {"forced colours": forced, "print": violations(seen)} == {
        "forced colours": [],
        "print": [],
    }


@pytest.mark.parametrize("address", SPOTS, ids=[address.name for address in SPOTS])
def test_paper_carries_the_content_and_not_the_controls(seen: Page, address: Address) -> None:
    visit(seen, address)
    seen.emulate_media(media="print")
    assert seen.locator("h1").is_visible()
    assert not seen.get_by_role("search").first.is_visible()


FORMS = [
    address
    for address in PAGES
    if address.name in {"propose", "proposal-receipt", "my-proposal-asked"}
]


@pytest.mark.parametrize(
    "address", [*SPOTS, *FORMS], ids=[address.name for address in (*SPOTS, *FORMS)]
)
def test_text_twice_as_large_still_fits(seen: Page, address: Address) -> None:
    visit(seen, address)
    seen.set_viewport_size({"width": 640, "height": HEIGHT})
    seen.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert seen.evaluate("() => document.documentElement.scrollWidth") <= 640
