"""What was stored before the library stood apart is moved there, and tells nothing any more."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.documents.models import Document
from wagtail.users.models import UserProfile

from core.models import PortalImage, PortalRendition, User
from tests.core.pictures.telling import case, telling, told_by
from tests.factories.pictures import make_sizes

pytestmark = pytest.mark.django_db

migration = import_module("core.migrations.0007_library_apart_and_without_traces")


@pytest.fixture(autouse=True)
def _own_library(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"


@pytest.fixture
def image(tmp_path: Path) -> PortalImage:
    """A picture as it was kept: original in the public folder, traces in each size."""
    image: PortalImage = PortalImage.objects.create(
        title="Torget", file=ContentFile(telling("PNG"), name="torget.png")
    )
    make_sizes()
    (tmp_path / "library/original_images/torget.png").unlink()
    public = storages["sizes"]
    public.save("original_images/gps.jpg", ContentFile(case("photo-with-gps.jpg")))
    PortalImage.objects.filter(pk=image.pk).update(
        file="original_images/gps.jpg", width=1000, height=700, file_hash="gammal"
    )
    size = image.renditions.get(filter_spec="format-jpeg|width-480")
    public.delete(size.file.name)
    public.save(size.file.name, ContentFile(telling("JPEG")))
    return image


def test_everything_is_moved_and_clean(
    image: PortalImage,
    administrator: User,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    public = storages["sizes"]
    public.save("documents/plan.pdf", ContentFile(b"%PDF-1.7"))
    public.save("original_images/short.jpg", ContentFile(case("photo-two-bytes-short.jpg")))
    public.save("avatar_images/jag.jpg", ContentFile(case("photo-with-gps.jpg")))
    document = Document.objects.create(title="Plan", file="documents/plan.pdf")
    UserProfile.objects.create(user=administrator, avatar="avatar_images/jag.jpg")
    broken = PortalImage(title="Trasig", width=1, height=1)
    broken.file.name = "original_images/short.jpg"
    PortalImage.objects.bulk_create([broken])
    with django_capture_on_commit_callbacks(execute=True):
        migration.move_to_library(apps, None)
    left = {path.name for path in (tmp_path / "media").rglob("*") if path.is_file()}
    assert not left & {"plan.pdf", "gps.jpg", "jag.jpg", "short.jpg"}
    image.refresh_from_db()
    assert (image.width, image.height) == (700, 1000)
    assert image.file_hash != "gammal"
    with storages["default"].open(image.file.name) as file:
        assert image.file_size == len(file.read())
    document.refresh_from_db()
    assert document.file.read() == b"%PDF-1.7"
    # Kept, where nobody reads it, because it could not be drawn.
    with storages["default"].open("original_images/short.jpg") as file:
        assert file.read() == case("photo-two-bytes-short.jpg")
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name != "short.jpg":
            assert told_by(path.read_bytes()) == [], path.name
    assert not PortalRendition.objects.filter(filter_spec="format-jpeg|width-480").exists()
    assert PortalRendition.objects.filter(filter_spec="format-webp|width-480").exists()


def test_moving_twice_changes_nothing_more(
    image: PortalImage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            migration.move_to_library(apps, None)
    image.refresh_from_db()
    assert image.file.name == "original_images/gps.jpg"
    migration.move_back(apps, None)
    assert storages["sizes"].exists("original_images/gps.jpg")
