"""Restricted pages: every kind of restriction against every way to reach what it guards."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import (
    BaseViewRestriction,
    Page,
    PageViewRestriction,
)

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
from tests.factories import associations as in_associations
from tests.factories import dialogues as in_dialogues
from tests.factories import home as make
from tests.factories.users import UserFactory

__all__ = ["group", "own_library"]

pytestmark = pytest.mark.django_db


def _canaries(front: home.HomePage) -> Iterator[Page]:
    told: dict[str, Any] = {"title": CANARY, "introduction": f"{CANARY} sjunger."}

    def below(index: type[Page]) -> Page:
        return index.objects.child_of(front).get()

    yield make.PlaceFactory(parent=below(home.PlaceIndexPage), **told)
    yield make.MeasureFactory(parent=below(home.MeasureIndexPage), with_result=True, **told)
    yield make.NewsFactory(parent=below(home.NewsIndexPage), **told)
    yield make.AnswerFactory(parent=below(home.AnswerIndexPage), **told)
    yield make.StandardFactory(parent=front, show_in_menus=True, **told)
    directory = in_associations.DirectoryFactory(parent=front)
    yield in_associations.AssociationFactory(parent=directory, **told)
    register = in_associations.RegisterFactory(parent=front)
    yield in_associations.PartnershipFactory(parent=register, dated=True, **told)
    yield in_associations.NightWalkFactory(parent=front, **told)
    dialogues = in_dialogues.DialogueIndexFactory(parent=front)
    traits = ({"with_sign_up": True, "hybrid": True}, {"live_now": True}, {"reported": True})
    for number, trait in enumerate(traits):
        slug = f"kanariefageln-{number}"
        yield in_dialogues.DialogueFactory(parent=dialogues, slug=slug, **told, **trait)


@pytest.fixture
def canaries(front: home.HomePage) -> list[Page]:
    """A page of every kind that says the word."""
    return list(_canaries(front))


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        elif not route.startswith("admin"):
            yield from _patterns(each, route)


def _addresses(pages: list[Page]) -> Iterator[str]:
    """Every public address of the resolver, with the pages' numbers where one asks for a page."""
    for route in _patterns(get_resolver()):
        if "<int:page_id>" in route:
            for page in pages:
                yield "/" + re.sub(r"<int:\w+>", str(page.pk), route)
        elif "<" not in route and "(" not in route:
            yield f"/{route}"


def _ways_to(pages: list[Page]) -> Iterator[str]:
    yield from _addresses(pages)
    yield from (page.url for page in pages)
    yield from (index.url for index in Page.objects.live().filter(depth__in=(2, 3)))
    slugs = {page.slug for page in pages}
    yield from (f"/sok/?q={CANARY}", "/sok/?q=sjunger", f"/platser-hitta/?plats={CANARY}")
    yield from (f"/platser-forslag/?q={CANARY}", f"/platser-forslag/?plats={CANARY}")
    for slug in slugs:
        yield f"/dialoger/kalender.ics?plats={slug}"
        yield f"/forening/rapportera-fel/?forening={slug}"
        yield f"/forening/ny-lank/?forening={slug}"
    for page in pages:
        yield f"/tyck-till/fel/?sida={page.url}"
        yield f"/tyck-till/?sida={page.url}"
    yield from ("/sitemap-pages.xml", "/sitemap-sv.xml")


def test_the_word_is_told_everywhere_while_the_pages_are_public(
    canaries: list[Page], visitor: Client
) -> None:
    """Else the next test would prove nothing."""
    telling = [way for way in _ways_to(canaries) if CANARY in body(visitor.get(way))]
    assert len(telling) > 2 * len(canaries)
    for part in ("/sok/", "kalender.ics", "flode.xml", "nyheter.xml", "export.csv", "export.json"):
        assert any(part in way for way in telling), part


@pytest.mark.parametrize("kind", KINDS)
def test_a_restricted_page_is_told_of_nowhere(
    canaries: list[Page], visitor: Client, group: Group, kind: str
) -> None:
    for page in canaries:
        restrict(PageViewRestriction, kind, group, page=page)
    stranger = browser_of(groups=())
    for way in _ways_to(canaries):
        told = body(visitor.get(way))
        assert CANARY not in told.replace(f"q={CANARY}", "").replace(
            f'value="{CANARY}"', ""
        ) or way.startswith(("/sok/?q", "/platser-hitta")), way
        if way.startswith("/sok/?q=sjunger"):
            assert CANARY not in told
    for page in canaries:
        if kind != BaseViewRestriction.LOGIN:
            assert CANARY not in body(stranger.get(page.url)), page
        answer = visitor.get(page.url)
        assert answer.status_code == (200 if kind == BaseViewRestriction.PASSWORD else 302)
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_below_a_restricted_page_is_restricted(
    canaries: list[Page], visitor: Client, group: Group, kind: str
) -> None:
    for index in {page.get_parent() for page in canaries if page.depth > 3}:
        restrict(PageViewRestriction, kind, group, page=index)
    for page in canaries:
        if page.depth > 3:
            assert "sjunger" not in body(visitor.get(page.url)), page


def test_a_password_opens_its_page_and_stays_asked_for_when_it_is_wrong(
    canaries: list[Page], visitor: Client, group: Group
) -> None:
    for page in canaries:
        restrict(PageViewRestriction, "password", group, page=page)
    for page in canaries:
        asked = visitor.get(page.url)
        told = body(asked)
        assert "Sidan har lösenord" in told
        assert 'class="form"' in told
        assert 'class="page-head"' in told
        (action,) = re.findall(r'action="(/_util/[^"]+)"', told)
        wrong = body(visitor.post(action, {"password": "fel", "return_url": page.url}))
        assert "error-summary" in wrong
        assert CANARY not in wrong
        right = visitor.post(action, {"password": WORD, "return_url": page.url})
        assert right.status_code == 302
        assert right["Location"] == page.url
        opened = visitor.get(page.url)
        assert CANARY in body(opened)
        assert "private" in opened["Cache-Control"]
    elsewhere = visitor.post(action, {"password": WORD, "return_url": "https://ond.example/"})
    assert not elsewhere["Location"].startswith("https:")


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_log_in_opens_its_page(
    canaries: list[Page], visitor: Client, group: Group, kind: str
) -> None:
    page = canaries[2]
    restrict(PageViewRestriction, kind, group, page=page)
    user = UserFactory(username="invigd")
    user.set_password("ett långt lösenord")
    user.save()
    user.groups.add(group)
    asked = visitor.get(page.url, follow=True)
    told = body(asked)
    assert asked.redirect_chain[-1][0] == f"/_util/login/?next={page.url}"
    assert "Det här är bara för dem som har ett konto." in told
    assert 'class="form"' in told
    sent = {"username": "invigd", "password": "fel", "next": page.url}
    assert "error-summary" in body(visitor.post("/_util/login/", sent))
    opened = visitor.post("/_util/login/", {**sent, "password": "ett långt lösenord"}, follow=True)
    assert CANARY in body(opened)
    assert "no-store" in opened["Cache-Control"]


def test_who_may_not_open_it_is_told_so(canaries: list[Page], group: Group) -> None:
    restrict(PageViewRestriction, "groups", group, page=canaries[0])
    told = body(browser_of(groups=()).get(canaries[0].url, follow=True))
    assert "Ditt konto får inte öppna det här" in told


@pytest.mark.parametrize("kind", KINDS)
def test_no_revision_of_a_restricted_page_is_shown_to_others(
    canaries: list[Page], visitor: Client, group: Group, kind: str
) -> None:
    page = canaries[2]
    revision = page.save_revision()
    restrict(PageViewRestriction, kind, group, page=page)
    for way in (
        f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/",
        f"/admin/pages/{page.pk}/view_draft/",
        f"/admin/pages/{page.pk}/edit/preview/",
        f"/admin/api/main/pages/{page.pk}/",
        f"/admin/pages/{page.pk}/history/",
    ):
        for client in (visitor, browser_of(groups=())):
            assert CANARY not in body(client.get(way)), way
