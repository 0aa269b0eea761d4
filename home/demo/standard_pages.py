"""Standard pages, the accessibility statement and the news, from the texts."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from home.demo.bodies import stream
from home.demo.garden import Garden
from home.demo.rich_text import to_rich_text
from home.demo.text_reader import ACCESSIBILITY, ENGLISH_ACCESSIBILITY
from home.demo.text_records import AccessibilityFront, Front, PageText
from home.models import (
    AccessibilityStatementPage,
    Compliance,
    HomePage,
    NewsPage,
    StandardPage,
)

ABOUT = "om-portalen.md"
# In the order in which the footer lists them; False: found from other pages, not in the footer.
UNDER_ABOUT = {
    "kontakt.md": True,
    "sa-arbetar-vi.md": True,
    "prioriteringar.md": True,
    "diagram.md": False,
    "lattlast.md": True,
    ACCESSIBILITY: True,
    "personuppgifter.md": True,
    "kakor.md": True,
}
COMPLIANCES = {"full": Compliance.FULL, "partly": Compliance.PARTIAL, "not": Compliance.NONE}
REVIEWED_ON = date(2026, 11, 20)


def build_standard_pages(garden: Garden) -> dict[str, Page]:
    """Make the pages, empty first because they link to each other; return them by file name."""
    texts = garden.facts.texts
    about = garden.planter.page(garden.home, _standard_page(texts[ABOUT].front, in_menu=True))
    pages: dict[str, Page] = {ABOUT: about}
    for name, in_menu in UNDER_ABOUT.items():
        text = texts[name]
        page = (
            _accessibility_page(text.front)
            if isinstance(text.front, AccessibilityFront)
            else _standard_page(text.front, in_menu=in_menu)
        )
        pages[name] = garden.planter.page(about, page)
    return pages


def fill_standard_pages(garden: Garden, pages: dict[str, Page]) -> None:
    """Write the bodies of the pages that this load made; now every link finds its page."""
    for name, page in pages.items():
        if isinstance(page, StandardPage) and garden.planter.may_write(page):
            text = garden.facts.texts[name]
            page.body = stream(text, page_finder(garden))
            page.topic_links = garden.tagged(text.front.topics)
            page.source_links = garden.page_sources(text.front.sources)
            page.save_revision().publish()


def build_news(garden: Garden, index: Page) -> None:
    """Make the news; everything they link to exists."""
    for name, text in garden.facts.texts.items():
        if name.startswith("news/"):
            garden.planter.page(index, _news_page(garden, text))


def build_english_pages(
    garden: Garden, english_home: HomePage, translated: dict[str, Page]
) -> None:
    """Make the English pages, translations of the Swedish ones; each is made with its body."""
    text = garden.facts.texts["en-about.md"]
    page = _standard_page(text.front, in_menu=True)
    page.locale = english_home.locale
    page.translation_key = translated[ABOUT].translation_key
    page.body = stream(text, page_finder(garden))
    about = garden.planter.page(english_home, page)
    front = garden.facts.texts[ENGLISH_ACCESSIBILITY].front
    if isinstance(front, AccessibilityFront):
        statement = _accessibility_page(front)
        statement.locale = english_home.locale
        statement.translation_key = translated[ACCESSIBILITY].translation_key
        garden.planter.page(about, statement)


def page_finder(garden: Garden) -> Any:
    """Return a function from the address of a page to its id, or None."""
    root = garden.home.url_path
    paths = dict(
        Page.objects.descendant_of(garden.home, inclusive=True).values_list("url_path", "pk")
    )
    return lambda address: paths.get(root + address.lstrip("/"))


def _standard_page(front: Front, *, in_menu: bool) -> StandardPage:
    return StandardPage(
        title=front.title,
        slug=front.slug,
        show_in_menus=in_menu,
        introduction=front.introduction,
        search_description=front.search_description,
        is_easy_to_read=front.line_breaks,
        reviewed_on=REVIEWED_ON,
    )


def _accessibility_page(front: AccessibilityFront) -> AccessibilityStatementPage:
    faults = "\n\n".join(f"**{fault.what}.** {fault.why}" for fault in front.inaccessible)
    return AccessibilityStatementPage(
        title=front.title,
        slug=front.slug,
        show_in_menus=True,
        introduction=front.introduction,
        search_description=front.search_description,
        service_name=front.service_name,
        compliance=COMPLIANCES[front.status],
        shortcomings=_html(faults),
        unreasonable_burden=_html(front.disproportionate),
        outside_law=_html(front.outside_law),
        method=_html(front.method),
        assessed_on=front.assessed_on,
        updated_on=front.updated_on,
        reviewed_on=front.updated_on,
    )


def _news_page(garden: Garden, text: PageText) -> NewsPage:
    front = text.front
    published_on = front.date or REVIEWED_ON
    return NewsPage(
        title=front.title,
        slug=front.slug,
        introduction=front.introduction,
        published_on=published_on,
        first_published_at=timezone.make_aware(datetime.combine(published_on, time(8))),
        as_of=front.as_of,
        places=[garden.places[slug] for slug in front.places],
        body=stream(text, page_finder(garden)),
        topic_links=garden.tagged(front.topics),
        source_links=garden.page_sources(front.sources),
    )


def _html(markdown: str) -> str:
    return to_rich_text(markdown, lambda path: None)
