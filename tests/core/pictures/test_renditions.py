"""A picture has its sizes as soon as it is in the library, and again when it gets another file."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail_factories import ImageFactory

from core.models import PortalImage
from core.templatetags.pictures import responsive_picture

pytestmark = pytest.mark.django_db


def sizes(image: PortalImage) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_another_file_has_its_sizes_at_once(administrator_client: Client) -> None:
    image: PortalImage = ImageFactory(title="Torget")
    before = sizes(image)
    assert "format-avif|width-960" in before
    file = SimpleUploadedFile("ny.png", get_test_image_file(size=(900, 700)).file.getvalue())
    sent = {"title": "Torget", "file": file, "collection": image.collection_id}
    answer = administrator_client.post(f"/admin/images/{image.pk}/", sent)
    assert answer.status_code == 302
    image.refresh_from_db()
    assert image.width == 900
    assert sizes(image) >= before
    assert {
        each.width for each in image.renditions.filter(filter_spec="format-avif|width-960")
    } == {900}


def test_each_width_of_a_small_picture_is_offered_once() -> None:
    image: PortalImage = ImageFactory(title="Torget", file__width=700, file__height=500)
    shown = responsive_picture(image, "100vw")
    offered = [*shown["sources"], shown["fallback"]]
    assert [each.content_type for each in offered] == ["image/avif", "image/webp", "image/jpeg"]
    for each in offered:
        assert re.findall(r" (\d+)w", each.srcset) == ["480", "700"]
    assert shown["smallest"].width == 480
