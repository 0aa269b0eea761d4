"""What machines are told: sitemap, robots, feeds, structured data."""

import json
import re
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.home import MeasureFactory, NewsFactory, PlaceFactory


def structured(page: str) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [item for block in found for item in json.loads(block)]


def addresses(xml: str) -> list[str]:
    root = ElementTree.fromstring(xml)  # noqa: S314 - our own answers
    return [element.text or "" for element in root.iter() if element.tag.endswith("loc")]


def test_the_sitemap_lists_every_public_page_and_no_other(place_index, measure_index, visitor):
    place = PlaceFactory(parent=place_index)
    draft = PlaceFactory(parent=place_index)
    draft.unpublish()
    hidden = MeasureFactory(parent=measure_index)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    sections = addresses(visitor.get("/sitemap.xml").text)
    listed = " ".join(
        address
        for section in sections
        for address in addresses(visitor.get(section.split("testserver")[1]).text)
    )
    assert f"{place.url}" in listed
    assert f"/{draft.slug}/" not in listed
    assert hidden.url not in listed


def test_robots_are_shown_the_sitemap_and_kept_from_forms_and_admin(front, visitor):
    text = visitor.get("/robots.txt").text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
    assert "Disallow: /tyck-till/" in text


def test_the_news_feed_carries_the_latest_news_with_its_address(news_index, visitor):
    news = NewsFactory(parent=news_index, title="Ny belysning", introduction="Nu är det ljust.")
    answer = visitor.get("/flode/nyheter.xml")
    assert answer["Content-Type"].startswith("application/rss+xml")
    item = ElementTree.fromstring(answer.content).find("./channel/item")  # noqa: S314
    assert item is not None
    assert item.findtext("title") == "Ny belysning"
    assert item.findtext("description") == "Nu är det ljust."
    assert (item.findtext("link") or "").endswith(news.url)


def test_the_result_feed_never_tells_a_result_without_its_caveat(measure_index, visitor):
    MeasureFactory(parent=measure_index)
    MeasureFactory(parent=measure_index, with_result=True)
    items = ElementTree.fromstring(visitor.get("/flode/resultat.xml").content).findall(".//item")  # noqa: S314
    assert len(items) == 1
    assert "Vi vet inte om brotten har blivit färre." in (items[0].findtext("description") or "")


def test_the_front_page_says_who_is_behind_it_and_how_to_search(front, visitor):
    kinds = {item["@type"] for item in structured(visitor.get("/").text)}
    assert kinds == {"GovernmentOrganization", "WebSite"}


def test_a_deep_page_says_the_way_to_it(place_index, visitor):
    place = PlaceFactory(parent=place_index, title="Stora torget")
    trail = structured(visitor.get(place.url).text)[0]
    assert trail["@type"] == "BreadcrumbList"
    assert [step["name"] for step in trail["itemListElement"]] == [
        "Trygghetsportalen",
        "Platser",
        "Stora torget",
    ]


def test_a_title_cannot_end_the_structured_data(news_index, visitor):
    news = NewsFactory(parent=news_index, title="</script><script>alert(1)</script>")
    page = visitor.get(news.url).text
    assert "<script>alert(1)" not in page
    article = next(item for item in structured(page) if item["@type"] == "NewsArticle")
    assert article["headline"] == "</script><script>alert(1)</script>"


def test_figures_on_a_place_are_told_as_a_dataset(place_index, visitor):
    values = [{"year": year, "value": 40 + year % 10, "note": ""} for year in (2021, 2022)]
    place = PlaceFactory(
        parent=place_index,
        title="Stora torget",
        indicators=[
            (
                "series",
                {
                    "title": "Otrygga på kvällen",
                    "kind": "PERCEIVED",
                    "unit": "procent",
                    "values": values,
                    "source": "Medborgarundersökningen",
                    "source_url": "",
                    "caveat": "Siffrorna bygger på svar från få personer.",
                },
            )
        ],
    )
    dataset = next(
        item for item in structured(visitor.get(place.url).text) if item["@type"] == "Dataset"
    )
    assert dataset["name"] == "Otrygga på kvällen, Stora torget"
    assert dataset["temporalCoverage"] == "2021/2022"


@pytest.mark.parametrize("path", ["/", "/platser/", "/insatser/"])
def test_every_page_names_its_one_address_and_what_to_show_when_shared(front, visitor, path):
    page = visitor.get(f"{path}?utm_source=brev").text
    assert f'<link rel="canonical" href="http://testserver{path}">' in page
    assert 'property="og:title"' in page
    assert 'property="og:image"' in page
