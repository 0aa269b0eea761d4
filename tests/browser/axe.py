"""axe-core, run in the page that a visitor sees."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.portal import fits

ROOT = Path(__file__).resolve().parents[2]
# WCAG 2.2 A and AA, and what axe calls good practice.
RUN = """
async ([left_out, only]) => {
  const rules = Object.fromEntries(left_out.map(rule => [rule, {enabled: false}]));
  const options = {resultTypes: ["violations"], rules};
  if (only.length) options.runOnly = {type: "rule", values: only};
  const found = await axe.run(document, options);
  return found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}, ${rule.help}: ${node.target.join(" ")} | ${node.html.slice(0, 200)}`
  ));
}
"""


# What changes with the colours alone; all other rules see the same page by day and by night.
COLOURS = ("color-contrast", "link-in-text-block")


@cache
def _source() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


def violations(
    page: Page, *, left_out: tuple[str, ...] = (), only: tuple[str, ...] = ()
) -> list[str]:
    """Return what axe-core finds wrong with the page as it looks now, one text per element.

    `left_out` are rules that cannot be judged in the page's present state; with `only`, no others
    are asked.
    """
    if not page.evaluate("() => 'axe' in window"):
        # Evaluated by the browser itself, which the page's content policy does not concern.
        page.evaluate(_source())
    found: list[str] = page.evaluate(RUN, [list(left_out), list(only)])
    return found


def stands_in_nobodys_way(page: Page) -> None:
    """Check a page by day and by night, and on a telephone."""
    assert page.locator("h1").first.inner_text().strip()
    found = []
    for scheme, only in (("light", ()), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        # Wagtail's colours glide from one to the other.
        page.wait_for_timeout(500)
        found += violations(page, only=only)
    assert found == []
    fits(page, 360)
    page.set_viewport_size({"width": 1280, "height": 900})
