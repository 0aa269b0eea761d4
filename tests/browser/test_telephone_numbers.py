"""A telephone number is called with one touch, and stands on one line."""

import pytest
from playwright.sync_api import Page

ADDRESSES = ["/", "/om/kontakt/", "/om/tillganglighet/", "/tyck-till/tillganglighet/", "/fel/503/"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_number_is_broken_on_a_narrow_screen(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(path)
    numbers = page.locator("a[href^='tel:']")
    assert numbers.count() >= 2
    broken = numbers.evaluate_all(
        "links => links.filter(link => link.getClientRects().length > 1)"
        ".map(link => link.textContent)"
    )
    assert broken == []


def test_the_accessibility_statement_can_be_answered_by_telephone(page: Page) -> None:
    page.goto("/om/tillganglighet/")
    assert page.locator("main a[href^='tel:']").count() == 1
