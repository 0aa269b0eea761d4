"""Everything works when scripts do not."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def plain(browser: Browser, portal: str) -> Iterator[Page]:
    """A page in a browser that runs no script, on a telephone."""
    context = browser.new_context(
        base_url=portal, java_script_enabled=False, viewport={"width": 375, "height": 700}
    )
    yield context.new_page()
    context.close()


def test_the_menu_opens(plain: Page) -> None:
    plain.goto("/")
    plain.locator("summary.menu__button").click()
    plain.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Platser").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Platser")


def test_the_place_picker_leads_to_the_place(plain: Page) -> None:
    plain.goto("/")
    plain.locator("form.picker input[name=q]").fill("Fruängen")
    plain.locator("form.picker button").click()
    expect(plain).to_have_url(re.compile(r"/platser/.*fruangen/$"))


def test_the_search_answers(plain: Page) -> None:
    plain.goto("/sok/")
    plain.locator("main [type=search]").fill("alvsjo")
    plain.locator("main form").locator("button[type=submit]").first.click()
    expect(plain.locator("main")).to_contain_text("Älvsjö")


def test_a_filter_is_chosen(plain: Page) -> None:
    plain.goto("/insatser/")
    filters = plain.locator("main details.filters")
    filters.locator("> summary").click()
    more = filters.locator("details.filters__more > summary").first
    if more.is_visible():
        more.click()
    filters.get_by_role("checkbox", name=re.compile("^Solberga ")).check()
    filters.get_by_role("button").click()
    expect(plain).to_have_url(re.compile(r"plats=solberga"))


def test_a_reader_tells_of_an_error(plain: Page) -> None:
    plain.goto("/tyck-till/fel/?sida=/om/")
    plain.locator("[name=text]").fill("Ett datum på sidan stämmer inte.")
    plain.wait_for_timeout(3100)  # People are slower than robots; the form looks for that.
    plain.locator("main form button[type=submit]").last.click()
    expect(plain).to_have_url(re.compile(r"/tyck-till/tack/"))


def test_a_proposal_is_written_reviewed_and_sent(plain: Page) -> None:
    plain.goto("/partnerskap/foresla/formular/")
    plain.get_by_label("Föreningens namn").fill("Föreningen Lyktan")
    plain.get_by_label("Kontaktpersonens namn").fill("Åsa")
    plain.get_by_label("E-postadress").fill("asa@exempel.se")
    plain.get_by_label("Vad kallar ni idén?").fill("Lyktor")
    plain.get_by_label("Vilket problem eller behov").fill("Mörkt")
    plain.get_by_label("Vad vill ni göra?").fill("Vandra")
    plain.get_by_label("Solberga", exact=True).check()
    plain.wait_for_timeout(3100)  # People are slower than robots; the form looks for that.
    plain.get_by_role("button", name="Granska innan du skickar").click()
    plain.get_by_role("button", name="Skicka förslaget").last.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Vi har tagit emot förslaget")
