"""What is typed stays in this browser for a day, and goes at the press of a button."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.thorough

FORM = "/partnerskap/foresla/formular/"
PROMISE = "sparas i den här webbläsaren i 24 timmar"
AGE = """hours => {
  const kept = JSON.parse(localStorage["draft:proposal"]);
  kept.at -= hours * 60 * 60 * 1000;
  localStorage["draft:proposal"] = JSON.stringify(kept);
}"""


@pytest.fixture
def page(browser: Browser, portal: str) -> Iterator[Page]:
    context = browser.new_context(base_url=portal, viewport={"width": 375, "height": 700})
    yield context.new_page()
    context.close()


def typed(page: Page, words: str = "Föreningen Lyktan") -> None:
    page.goto(FORM)
    page.get_by_label("Föreningens namn").fill(words)
    # Not `wait_for_function`: the content policy lets nobody evaluate words.
    for _ in range(100):
        if page.evaluate("localStorage.length") == 1:
            return
        page.wait_for_timeout(50)
    pytest.fail("nothing was kept")


def test_the_form_says_how_long_and_a_button_clears_at_once(page: Page) -> None:
    typed(page)
    expect(page.get_by_text(PROMISE)).to_be_visible()
    page.get_by_role("button", name="Rensa").click()
    expect(page.get_by_label("Föreningens namn")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_a_draft_is_there_after_a_long_day_and_gone_after_a_whole_one(page: Page) -> None:
    typed(page)
    page.evaluate(AGE, 23)
    page.reload()
    expect(page.get_by_label("Föreningens namn")).to_have_value("Föreningen Lyktan")
    expect(page.get_by_text("Vi har fyllit i det som du skrev")).to_be_visible()
    page.evaluate(AGE, 24)
    page.goto("/om/")
    page.goto(FORM)
    expect(page.get_by_label("Föreningens namn")).to_have_value("")
    expect(page.get_by_text("Vi har fyllit i det som du skrev")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_drafts_of_before_and_of_other_forms_go_too_when_they_are_old(page: Page) -> None:
    page.goto("/om/")
    page.evaluate("""() => {
      localStorage["draft:proposal"] = JSON.stringify({ association_name: ["Utan tid"] });
      localStorage["draft:other"] = JSON.stringify({ at: 0, values: { text: ["Gammalt"] } });
      localStorage["other"] = "is not ours";
    }""")
    page.goto(FORM)
    expect(page.get_by_label("Föreningens namn")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage)") == ["other"]


def test_without_scripts_nothing_is_kept_and_nothing_is_said_of_it(
    browser: Browser, portal: str
) -> None:
    context = browser.new_context(base_url=portal, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(FORM)
    expect(plain.get_by_text(PROMISE)).to_be_hidden()
    expect(plain.get_by_role("button", name="Rensa")).to_have_count(0)
    context.close()
