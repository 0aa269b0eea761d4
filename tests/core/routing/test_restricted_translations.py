"""What is restricted in Swedish is restricted in every language, for as long."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.test import Client, TestCase
from wagtail.models import Locale, Page, PageViewRestriction

from home import models as home
from tests.core.routing.restricting import (
    CANARY,
    KINDS,
    WORD,
    body,
    browser_of,
    group,
    own_library,
    restrict,
)
from tests.factories import home as make

__all__ = ["group", "own_library"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(front: home.HomePage) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def news(front: home.HomePage, news_index: home.NewsIndexPage) -> home.NewsPage:
    told = {"title": CANARY, "introduction": f"{CANARY} sjunger."}
    return make.NewsFactory(parent=news_index, **told)


def translate(page: Page, english: Locale) -> Page:
    translated = page.specific.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()
    return translated


@pytest.fixture
def translated(news: home.NewsPage, english: Locale) -> Page:
    return translate(news, english)


def ways(page: Page) -> Iterator[str]:
    yield page.url
    yield from ("/en/", page.get_parent().url, f"/en/sok/?q={CANARY}")


def telling(page: Page) -> list[str]:
    return [way for way in ways(page) if "sjunger" in body(Client().get(way))]


def test_the_translation_is_told_of_while_the_page_is_public(translated: Page) -> None:
    assert translated.url in telling(translated)
    assert f"/en/sok/?q={CANARY}" in telling(translated)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("above", [False, True])
def test_a_restricted_page_restricts_its_translation(
    news: home.NewsPage, translated: Page, group: Group, kind: str, above: bool
) -> None:
    page = news.get_parent() if above else news
    restriction = restrict(PageViewRestriction, kind, group, page=page)
    assert telling(translated) == []
    assert Client().get(translated.url).status_code == (200 if kind == "password" else 302)
    if kind != "login":
        assert "sjunger" not in body(browser_of(groups=()).get(translated.url))
    restriction.delete()
    assert translated.url in telling(translated)
    assert not PageViewRestriction.objects.exists()


def test_a_translation_made_later_is_restricted_from_its_first_moment(
    news: home.NewsPage, english: Locale, group: Group
) -> None:
    restrict(PageViewRestriction, "groups", group, page=news)
    translated = translate(news, english)
    (copy,) = PageViewRestriction.objects.filter(page=translated)
    assert set(copy.groups.all()) == {group}
    assert telling(translated) == []


def test_a_new_password_and_other_groups_are_the_translations_too(
    news: home.NewsPage, translated: Page, group: Group
) -> None:
    restriction = restrict(PageViewRestriction, "password", group, page=news)
    restriction.password = "en annan"
    restriction.save()
    asked = {"password": "en annan", "return_url": translated.url}
    browser = Client()
    copy = PageViewRestriction.objects.get(page=translated)
    browser.post(f"/_util/authenticate_with_password/{copy.pk}/{translated.pk}/", asked)
    assert CANARY in body(browser.get(translated.url))
    assert copy.password != WORD
    restriction.restriction_type, restriction.password = "groups", ""
    restriction.save()
    restriction.groups.set([group])
    copy.refresh_from_db()
    assert (copy.restriction_type, set(copy.groups.all())) == ("groups", {group})


def test_what_is_moved_below_a_restricted_page_takes_its_translation_along(
    front: home.HomePage, news: home.NewsPage, translated: Page, group: Group
) -> None:
    closed = make.NewsIndexFactory(parent=front, slug="internt")
    restrict(PageViewRestriction, "login", group, page=closed)
    assert translated.url in telling(translated)
    with TestCase.captureOnCommitCallbacks(execute=True):
        news.move(closed, pos="last-child")
    assert Client().get(translated.url).status_code == 302


def test_nobody_opens_the_translation_of_a_restricted_page(
    news: home.NewsPage, translated: Page, group: Group
) -> None:
    restrict(PageViewRestriction, "login", group, page=news)
    PageViewRestriction.objects.get(page=translated).delete()
    assert Client().get(translated.url).status_code == 302


def test_a_translation_may_be_restricted_alone_and_deleted(
    news: home.NewsPage, translated: Page, group: Group
) -> None:
    restrict(PageViewRestriction, "login", group, page=translated)
    assert Client().get(news.url).status_code == 200
    restrict(PageViewRestriction, "password", group, page=news)
    translated.delete()
    assert PageViewRestriction.objects.get().page_id == news.pk
    news.delete()
    assert not PageViewRestriction.objects.exists()
