"""What readers are shown of a picture: the sizes that are there, and none is made for them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from wagtail_factories import ImageFactory

from core.models import AskedSizes, PortalImage, PortalRendition, PublicChange
from core.pictures.renditions import PICTURE
from core.templatetags.pictures import responsive_picture
from home.models import HomePage
from tests.conftest import count_queries
from tests.factories import home as make
from tests.factories.pictures import make_sizes, picture_with_sizes

pytestmark = pytest.mark.django_db

# Tags of Wagtail that make a size where there is none.
MAKES = re.compile(r"{%\s*(image|image_url|picture|srcset_image)\s")
PUBLIC = ("site/templates", "site/core", "site/searching", "home", "associations", "dialogues")


def page_with(image: PortalImage, front: HomePage) -> str:
    picture = ("picture", {"image": image, "caption": ""})
    page = make.StandardFactory(parent=front, body=[picture], social_image=image)
    return str(page.url)


def test_each_width_of_a_small_picture_is_offered_once() -> None:
    image = picture_with_sizes(title="Torget", file__width=700, file__height=500)
    shown = responsive_picture(image, "100vw")
    offered = [*shown["sources"], shown["fallback"]]
    assert [each.content_type for each in offered] == ["image/avif", "image/webp", "image/jpeg"]
    for each in offered:
        assert re.findall(r" (\d+)w", each.srcset) == ["480", "700"]
    assert shown["smallest"].width == 480


def test_a_reader_of_a_page_whose_picture_has_no_sizes_gets_the_page_and_makes_none(
    front: HomePage, client: Client
) -> None:
    address = page_with(ImageFactory(title="Torget"), front)
    for _reader in range(2):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "<picture>" not in answer.text
        assert re.search(r'og:image" content="[^"]*/static/img/share', answer.text)
    assert not PortalRendition.objects.exists()


def test_the_page_shows_the_picture_as_soon_as_the_worker_has_made_its_sizes(
    front: HomePage, client: Client
) -> None:
    address = page_with(ImageFactory(title="Torget"), front)
    assert "<picture>" not in client.get(address).text
    moved = PublicChange.objects.count()
    make_sizes()
    # Once for a picture, not once for each of its sizes.
    assert PublicChange.objects.count() == moved + 1
    shown = client.get(address).text
    assert shown.count("image/avif") == 1
    assert "fill-1200x630" in shown


def test_the_format_that_all_browsers_read_is_enough_to_show_a_picture() -> None:
    image = picture_with_sizes(title="Torget")
    image.renditions.exclude(filter_spec__contains="jpeg").delete()
    shown = responsive_picture(image, "100vw")
    assert (shown["sources"], shown["fallback"].content_type) == ([], "image/jpeg")


def test_a_page_with_a_picture_costs_no_query_for_it_when_warm(
    front: HomePage, client: Client
) -> None:
    without = str(make.StandardFactory(parent=front, body=[]).url)
    address = page_with(picture_with_sizes(title="Torget"), front)
    for each in (address, without):
        client.get(each)
    assert count_queries(client, address) == count_queries(client, without)


def test_each_place_of_a_picture_has_words_of_its_own() -> None:
    image = picture_with_sizes(title="Torget")
    for words in ("Torget en kväll", "Torget en morgon"):
        image.contextual_alt_text = words
        assert responsive_picture(image, "100vw")["smallest"].alt == words


def test_no_template_that_readers_see_makes_a_size() -> None:
    found = [
        path
        for room in PUBLIC
        for path in (Path(settings.PROJECT_DIR) / room).rglob("*.html")
        if "wagtail" not in str(path.relative_to(settings.PROJECT_DIR))
        and MAKES.search(path.read_text())
    ]
    assert found == []


def test_what_is_asked_for_is_what_pages_show() -> None:
    image = picture_with_sizes(title="Torget")
    assert set(image.renditions.values_list("filter_spec", flat=True)) == {
        *PICTURE,
        "fill-1200x630|format-png",
    }
    assert AskedSizes.objects.get().made_at
