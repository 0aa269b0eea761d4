"""Another host may keep pictures near readers: it asks the portal, and hears of no closed one."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings
from wagtail.models import CollectionViewRestriction

from core.models import PortalImage
from core.templatetags.pictures import responsive_picture
from home.models import HomePage
from tests.core.conftest import asked
from tests.core.routing.restricting import group, own_library, restrict
from tests.factories import home as make
from tests.factories.pictures import picture_with_sizes

__all__ = ["group", "own_library"]

pytestmark = pytest.mark.django_db
ORIGIN = "https://bilder.example.se"


@pytest.fixture
def image(settings: Settings, own_library: Path, front: HomePage) -> PortalImage:
    settings.MEDIA_ORIGIN = ORIGIN
    return picture_with_sizes(title="Torget", file__width=700, file__height=500)


def addresses(image: PortalImage) -> list[str]:
    shown = responsive_picture(image, "100vw")
    sources = [each.srcset for each in (*shown["sources"], shown["fallback"])]
    return [shown["address"], *(part.split()[0] for each in sources for part in each.split(", "))]


def test_pictures_have_addresses_there_that_are_the_portals_behind_the_host(
    image: PortalImage, visitor: Client, front: HomePage
) -> None:
    found = addresses(image)
    assert all(each.startswith(f"{ORIGIN}/media/images/") for each in found)
    for each in found:
        answer = visitor.get(each.removeprefix(ORIGIN))
        assert (answer.status_code, "public" in answer["Cache-Control"]) == (200, True)
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_host_costs_no_query_for_each_size(
    image: PortalImage, django_assert_max_num_queries: Any
) -> None:
    addresses(image)
    shown = PortalImage.objects.get(pk=image.pk)
    # The sizes, and once what is restricted, of which nothing is kept here.
    with django_assert_max_num_queries(4):
        addresses(shown)


def test_a_page_names_the_whole_address_of_its_picture(
    image: PortalImage, visitor: Client, front: HomePage, settings: Settings
) -> None:
    page = make.StandardFactory(parent=front, title="Om", social_image=image)
    name = image.get_rendition("fill-1200x630|format-png").url
    assert f'<meta property="og:image" content="{ORIGIN}{name}">' in visitor.get(page.url).text
    settings.MEDIA_ORIGIN = ""
    shown = visitor.get(page.url).text
    assert f'<meta property="og:image" content="http://testserver{name}">' in shown


def test_a_picture_that_only_some_may_see_is_asked_of_the_portal(
    image: PortalImage, visitor: Client, group: Group, front: HomePage
) -> None:
    restrict(CollectionViewRestriction, "login", group, collection=image.collection)
    for each in addresses(image):
        assert each.startswith("/media/")
        assert visitor.get(each).status_code == 404


@pytest.mark.processes
@pytest.mark.thorough
def test_browsers_are_told_that_pictures_come_from_there(production: dict[str, str]) -> None:
    steps = [{"ask": path, "secure": True} for path in ("/", "/admin/login/")]
    for answer in asked(steps, settings="production", **production, MEDIA_ORIGIN=ORIGIN):
        (policy,) = [
            each
            for each in answer["headers"]["content-security-policy"].split("; ")
            if each.startswith("img-src")
        ]
        assert ORIGIN in policy.split()
