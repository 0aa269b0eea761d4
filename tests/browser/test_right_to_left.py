"""A page in a language that is written from right to left, such as Arabic, is a mirror image."""

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import PAGES

pytestmark = pytest.mark.thorough

TURN = "() => { document.documentElement.dir = 'rtl'; }"
SPOTS = ("front", "place-classified", "measures-filtered", "answer", "charts", "feedback-error")


def turned(page: Page, name: str, width: int) -> None:
    """Show that page as if its language were written from right to left."""
    address = next(address for address in PAGES if address.name == name)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address.path)
    page.evaluate(TURN)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", SPOTS)
def test_a_turned_page_fits_and_begins_on_the_right(page: Page, name: str, width: int) -> None:
    turned(page, name, width)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    starts = page.locator("h1").evaluate(
        "each => each.parentElement.getBoundingClientRect().right -"
        " (() => { const range = document.createRange(); range.selectNodeContents(each);"
        " return range.getBoundingClientRect().right; })()"
    )
    assert abs(starts) <= 1
    brand = page.locator(".site-header .brand").bounding_box()
    assert brand is not None
    assert brand["x"] + brand["width"] > width / 2


def test_the_axis_of_a_turned_chart_has_its_words_beside_it(page: Page) -> None:
    turned(page, "charts", 1280)
    lying_on_it = page.locator("figure.chart > svg").evaluate_all(
        "charts => charts.flatMap(chart => {"
        "  const axis = chart.querySelector('.chart__axis').getBoundingClientRect().left;"
        "  return [...chart.querySelectorAll('.chart__tick')]"
        "    .filter(tick => tick.getBoundingClientRect().right > axis)"
        "    .map(tick => tick.textContent);"
        "})"
    )
    assert lying_on_it == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_way_to_a_page_is_written_with_the_mark_that_browsers_turn(
    page: Page, direction: str
) -> None:
    page.goto("/platser/hagersten-alvsjo/alvsjo-solberga/")
    page.evaluate("way => { document.documentElement.dir = way; }", direction)
    between = page.locator(".crumbs li").first.evaluate(
        "each => getComputedStyle(each, '::after').content"
    )
    # It is a mirrored character: from right to left it points to the left by itself.
    assert "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}" in between
