"""What the move to the library overlooked is put right, and what it cannot put right is told."""

import logging
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.documents.models import Document
from wagtail.users.models import UserProfile

from core.models import PortalImage, PortalRendition, User
from core.pictures.moving import delete_each
from tests.core.pictures.telling import avif_of_family, telling, told_by
from tests.factories.pictures import make_sizes

pytestmark = pytest.mark.django_db

migration = import_module("core.migrations.0011_what_was_overlooked_in_the_library")


@pytest.fixture(autouse=True)
def _own_library(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"


@pytest.fixture
def image() -> PortalImage:
    """A picture as it was kept while its first bytes were unknown, with a size that tells."""
    image: PortalImage = PortalImage.objects.create(
        title="Torget", file=ContentFile(telling("PNG"), name="torget.png")
    )
    make_sizes()
    library: Any = storages["default"]
    kept = library.save_as_it_is("original_images/a.avif", ContentFile(avif_of_family(b"mif1")))
    PortalImage.objects.filter(pk=image.pk).update(file=kept, file_hash="gammal")
    size = image.renditions.get(filter_spec="format-jpeg|width-480")
    storages["sizes"].delete(size.file.name)
    storages["sizes"].save(size.file.name, ContentFile(telling("JPEG")))
    return image


def test_what_was_not_known_as_a_picture_is_clean(
    image: PortalImage,
    administrator: User,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    library: Any = storages["default"]
    mine = library.save_as_it_is("avatar_images/jag.avif", ContentFile(avif_of_family(b"msf1")))
    UserProfile.objects.create(user=administrator, avatar=mine)
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            migration.clean_up(apps, None)
    image.refresh_from_db()
    assert image.file_hash != "gammal"
    assert image.file_size == storages["default"].size(image.file.name)
    assert UserProfile.objects.get().avatar.read()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert told_by(path.read_bytes()) == [], path.name
    assert not PortalRendition.objects.filter(filter_spec="format-jpeg|width-480").exists()
    assert PortalRendition.objects.filter(filter_spec="format-webp|width-480").exists()


def test_what_stayed_public_goes_and_what_nobody_names_is_told(
    image: PortalImage,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    public = storages["sizes"]
    for storage in storages["default"], public:
        storage.save("documents/plan.pdf", ContentFile(b"%PDF-1.7"))
    Document.objects.create(title="Plan", file="documents/plan.pdf")
    public.save("original_images/asa-andersson.jpg", ContentFile(telling("JPEG")))
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        migration.clean_up(apps, None)
    assert not public.exists("documents/plan.pdf")
    assert storages["default"].exists("documents/plan.pdf")
    (told,) = [record.getMessage() for record in caplog.records]
    assert told.startswith("1 files under original_images")
    assert "andersson" not in told
    assert public.exists("original_images/asa-andersson.jpg")


def test_a_file_that_cannot_be_deleted_keeps_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    public = FileSystemStorage(tmp_path)
    (tmp_path / "folder" / "full").mkdir(parents=True)
    public.save("last.jpg", ContentFile(b"x"))
    delete_each(public, ["folder", "../outside.jpg", "missing.jpg", "last.jpg"])
    assert not public.exists("last.jpg")
    assert public.exists("folder")
    assert "2 files are still where they were" in caplog.text
