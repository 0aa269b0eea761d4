"""Every page is valid HTML."""

import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.browser.addresses import PAGES
from tests.browser.nu import complaints

pytestmark = pytest.mark.thorough


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url) as answer:
            body: bytes = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    return body.decode()


def locations(url: str) -> list[str]:
    """Return the addresses that a sitemap, or an index of sitemaps, lists."""
    tree = ElementTree.fromstring(fetch(url))  # noqa: S314 - our own sitemap
    listed = [str(node.text) for node in tree.iter() if node.tag.endswith("}loc")]
    if tree.tag.endswith("}sitemapindex"):
        return [location for each in listed for location in locations(_here(each, url))]
    return listed


def _here(location: str, seen_from: str) -> str:
    """The same path on the portal that we test, whatever host the site is set to."""
    root = "/".join(seen_from.split("/")[:3])
    return root + "/" + "/".join(location.split("/")[3:])


@pytest.fixture(scope="module")
def checked(portal: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of every public page and every state, by file name."""
    folder: Path = tmp_path_factory.mktemp("pages")
    for address in PAGES:
        (folder / f"{address.name}.html").write_text(fetch(portal + address.path))
    for number, location in enumerate(locations(f"{portal}/sitemap.xml")):
        page = fetch(_here(location, portal))
        (folder / f"sitemap-{number}.html").write_text(f"{page}<!-- {location} -->\n")
    return complaints(folder)


def test_every_page_is_valid_html(checked: dict[str, list[str]]) -> None:
    assert checked == {}


def test_the_sitemap_lists_the_pages(portal: str) -> None:
    paths = {_here(location, portal) for location in locations(f"{portal}/sitemap.xml")}
    assert f"{portal}/" in paths
    assert f"{portal}/platser/hagersten-alvsjo/alvsjo-solberga/" in paths
    assert f"{portal}/insatser/nattvandring-alvsjo-solberga/" in paths
