"""A chart can be read on any screen."""

import pytest
from playwright.sync_api import Page

# The smallest text that the portal uses elsewhere is a little larger than this.
READABLE_PX = 11
TEXTS = """
chart => [...chart.querySelectorAll("text")].map(text => {
  const box = text.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  return { words: text.textContent, size, left: box.left, right: box.right,
           middle: (box.top + box.bottom) / 2 };
})
"""


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_every_word_in_a_chart_can_be_read_and_none_lies_on_another(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/om/diagram/")
    charts = page.locator("figure.chart > svg")
    assert charts.count() == 2
    for number in range(charts.count()):
        texts = charts.nth(number).evaluate(TEXTS)
        assert [text["words"] for text in texts if text["size"] < READABLE_PX] == []
        assert [
            text["words"] for text in texts if not 0 <= text["left"] < text["right"] <= width
        ] == []
        overlapping = [
            (one["words"], other["words"])
            for one in texts
            for other in texts
            if one["left"] < other["left"] < one["right"]
            and abs(one["middle"] - other["middle"]) < READABLE_PX
        ]
        assert overlapping == []
