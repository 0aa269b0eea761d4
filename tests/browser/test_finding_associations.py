"""A resident finds an association, and sees what has been agreed with it."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.thorough

WIDTHS = [320, 768, 1280]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_football_association_in_alvsjo_is_three_clicks_away(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    page.locator("main").get_by_role("link", name="Älvsjö/Solberga", exact=True).first.click()
    on_this_page = page.get_by_role("navigation", name="På den här sidan")
    on_this_page.get_by_role("link", name="Föreningar").click()
    here = page.get_by_role("region", name="Föreningar")
    expect(here.get_by_role("heading", name="Föreningar")).to_be_in_viewport()
    here.get_by_role("link", name="Älvsjö AIK").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Älvsjö AIK")
    expect(page.get_by_role("main")).to_contain_text("fotboll")


def test_the_directory_is_narrowed_by_place_words_and_letter(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    page.get_by_role("link", name="Hitta föreningar").click()
    filters = page.get_by_role("complementary", name="Filter")
    filters.get_by_label("Sök bland föreningar").fill("fotboll")
    filters.get_by_role("checkbox", name=re.compile(r"^Älvsjö \(")).check()
    filters.get_by_role("button", name="Visa träffar").click()
    expect(page.get_by_role("heading", name="1 förening", exact=True)).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Älvsjö AIK").first).to_be_visible()
    page.goto("/foreningar/")
    letters = page.get_by_role("navigation", name="Första bokstaven")
    letters.get_by_role("link", name="N", exact=True).click()
    expect(page.get_by_role("heading", name="2 föreningar")).to_be_visible()
    filters.get_by_role("checkbox", name="Farsta").check()
    filters.get_by_role("button", name="Visa träffar").click()
    expect(page.get_by_role("heading", name="1 förening", exact=True)).to_be_visible()
    expect(letters.get_by_role("link", name="N", exact=True)).to_have_attribute(
        "aria-current", "true"
    )


def test_an_address_of_a_narrowed_list_can_be_shared_and_downloaded(page: Page) -> None:
    page.goto("/foreningar/?plats=farsta")
    expect(page.get_by_role("heading", name="1 förening", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "Nattvandrarna i Farsta" in text
    assert "Älvsjö AIK" not in text


@pytest.mark.parametrize("width", WIDTHS)
def test_the_register_shows_the_chain_with_its_gaps(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/partnerskap/")
    page.get_by_role("link", name="IOP om nattvandring i Älvsjö/Solberga").click()
    drawing = page.locator(".term")
    expect(drawing.get_by_role("listitem").filter(has=page.locator(".term__track"))).to_have_count(
        3
    )
    expect(drawing.locator(".term__bar").and_(page.locator("rect"))).to_have_count(5)
    periods = page.get_by_role("table", name="Perioder och uppehåll")
    expect(periods.get_by_role("row").filter(has_text="Uppehåll")).to_have_count(4)
    box = drawing.bounding_box()
    assert box is not None
    assert box["width"] <= width
    for track in drawing.locator(".term__track").all():
        size = track.bounding_box()
        assert size is not None
        assert size["width"] >= min(width, 1280) * 0.5
    expect(page.get_by_role("definition").filter(has_text="178 500")).to_have_count(1)


def test_an_idea_that_did_not_go_further_is_found_at_its_own_address(page: Page) -> None:
    page.goto("/foreningar/studieforbundet-vuxenskolan/")
    page.get_by_role("link", name="ofrivillig ensamhet").click()
    expect(page.get_by_role("heading", name="ofrivillig ensamhet")).to_be_in_viewport()
    expect(page.locator("article:target")).to_contain_text("kom parterna gemensamt fram till")
