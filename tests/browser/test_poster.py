"""The poster as Chromium prints it: one sheet of A4, however much there is to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.nu import complaints
from tests.browser.printed import is_one_sheet
from tests.browser.registrations import CROWDED, FULL, OFF, UNDATED

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def seen(browser: Browser, portal: str) -> Iterator[Page]:
    """One page for all posters."""
    context = browser.new_context(base_url=portal, locale="sv-SE")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("number", [FULL, OFF, CROWDED, UNDATED])
def test_a_poster_is_one_sheet_of_a4(seen: Page, number: int, language: str) -> None:
    seen.goto(f"{language}/dialog/{number}/affisch/")
    is_one_sheet(seen)


def test_the_letters_of_a_title_are_whole(seen: Page) -> None:
    for number in (FULL, OFF, UNDATED):
        for width in (320, 1280):
            seen.set_viewport_size({"width": width, "height": 900})
            seen.goto(f"/dialog/{number}/affisch/")
            title = seen.locator("h1")
            inside = title.evaluate("each => [each.scrollHeight, each.clientHeight]")
            assert inside[0] <= inside[1], (number, width)


def test_poster_and_snippet_stand_in_nobodys_way_on_a_screen(seen: Page, tmp_path: Path) -> None:
    found = {}
    for name, path in (
        ("poster", f"/dialog/{CROWDED}/affisch/"),
        ("called-off", f"/en/dialog/{OFF}/affisch/"),
        ("next", "/dialoger/nasta/"),
    ):
        answer = seen.goto(path)
        assert answer is not None
        (tmp_path / f"{name}.html").write_bytes(answer.body())
        for width in (320, 1280):
            seen.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                seen.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                if wrong := violations(seen):
                    found[f"{name}, {width} px, {scheme}"] = wrong
            if seen.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
                found[f"{name}, {width} px"] = ["too wide"]
    assert found == {}
    assert complaints(tmp_path) == {}


def test_the_frame_for_others_tells_how_high_its_text_is(seen: Page) -> None:
    seen.add_init_script(
        "globalThis.told = []; addEventListener('message', (each) => told.push(each.data))"
    )
    heights = []
    for width in (1280, 200):
        seen.set_viewport_size({"width": width, "height": 200})
        seen.goto("/dialoger/nasta/")
        seen.wait_for_function("told.length")
        [told] = seen.evaluate("told")
        assert told["type"] == "trygghetsportalen"
        assert told["height"] == seen.evaluate("document.documentElement.offsetHeight")
        heights.append(told["height"])
    assert heights[0] < heights[1]
