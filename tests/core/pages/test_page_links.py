"""Links inside running text lead to pages, and many cost no more than one."""

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.rich_text import expand_db_html

from home import models
from tests.factories import home as make


def text_with_links(*pages: Page) -> str:
    return "".join(f'<a linktype="page" id="{page.pk}">x</a>' for page in pages)


def queries_for(html: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        expand_db_html(html)
    return len(captured.captured_queries)


@pytest.fixture
def places(place_index: models.PlaceIndexPage) -> list[models.PlacePage]:
    return [make.PlaceFactory(parent=place_index) for _number in range(6)]


def test_many_links_cost_no_more_than_two(places: list[models.PlacePage]) -> None:
    few = queries_for(text_with_links(*places[:2]))
    many = queries_for(text_with_links(*places))
    assert many <= few


def test_links_cost_nothing_while_nothing_public_changes(places: list[models.PlacePage]) -> None:
    html = text_with_links(*places)
    expand_db_html(html)
    assert queries_for(html) == 0


def test_a_link_leads_to_the_page(places: list[models.PlacePage]) -> None:
    assert expand_db_html(text_with_links(places[0])) == f'<a href="{places[0].url}">x</a>'


def test_a_link_to_a_page_that_is_gone_has_no_address(db: None) -> None:
    for page_id in ("987654", "", "ett"):
        html = f'<a linktype="page" id="{page_id}">x</a>'
        assert expand_db_html(html) == "<a>x</a>"


@pytest.mark.django_db
def test_a_link_to_what_readers_may_not_open_has_no_address(
    places: list[models.PlacePage],
) -> None:
    draft, locked, shown = places[:3]
    html = text_with_links(draft, locked, shown)
    assert expand_db_html(html).count("href") == 3
    with TestCase.captureOnCommitCallbacks(execute=True):
        draft.unpublish()
        PageViewRestriction.objects.create(page=locked, restriction_type=PageViewRestriction.LOGIN)
    assert expand_db_html(html) == f'<a>x</a><a>x</a><a href="{shown.url}">x</a>'


def test_a_translation_that_readers_may_not_open_leaves_the_original(
    front: models.HomePage,
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = front.copy_for_translation(english)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translated.save_revision().publish()
        PageViewRestriction.objects.create(
            page=translated, restriction_type=PageViewRestriction.LOGIN
        )
    with translation.override("en"):
        assert expand_db_html(text_with_links(front)) == '<a href="/">x</a>'


def test_a_link_leads_to_the_translation_when_there_is_one(front: models.HomePage) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = front.copy_for_translation(english)
    translated.save_revision().publish()
    html = text_with_links(front)
    assert expand_db_html(html) == '<a href="/">x</a>'
    with translation.override("en"):
        assert expand_db_html(html) == '<a href="/en/">x</a>'
