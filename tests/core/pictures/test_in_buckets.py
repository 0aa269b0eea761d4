"""Files in S3-compatible storage: nobody reads the buckets, and the portal hands out the same."""

import io
from typing import Any

import pytest
import requests
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from core.models import PortalImage, PortalRendition
from tests.core.pictures.buckets import CLOSED, SIZES, Buckets, buckets, unreachable_buckets
from tests.core.routing.restricting import CANARY, KINDS, body, group, restrict
from tests.factories.pictures import make_sizes

__all__ = ["buckets", "group", "unreachable_buckets"]

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.django_db,
    pytest.mark.thorough,
    pytest.mark.usefixtures("front"),
]


def picture() -> bytes:
    saved = io.BytesIO()
    Image.new("RGB", (600, 400), "navy").save(saved, "PNG")
    return saved.getvalue()


def upload(client: Client, to: str, name: str, content: bytes) -> None:
    sent = {
        "title": CANARY,
        "file": SimpleUploadedFile(name, content),
        "collection": Collection.get_first_root_node().pk,
    }
    assert client.post(to, sent).status_code == 302


@pytest.fixture
def document(buckets: Buckets, administrator_client: Client) -> Document:
    upload(administrator_client, "/admin/documents/add/", "plan.txt", CANARY.encode())
    return Document.objects.get()


@pytest.fixture
def image(buckets: Buckets, administrator_client: Client) -> PortalImage:
    upload(administrator_client, "/admin/images/add/", "torget.png", picture())
    make_sizes()
    return PortalImage.objects.get()


def test_what_editors_send_lies_in_the_closed_bucket_and_strangers_get_nothing_of_it(
    buckets: Buckets, document: Document, image: PortalImage
) -> None:
    assert sorted(name.split("/")[:2] for name in buckets.names(CLOSED)) == [
        ["library", "documents"],
        ["library", "original_images"],
    ]
    assert buckets.names(SIZES)
    assert all(name.startswith("images/") for name in buckets.names(SIZES))
    assert buckets.told_to_strangers() == {403}


def test_addresses_are_the_portals_and_carry_no_signature(
    buckets: Buckets, document: Document, image: PortalImage
) -> None:
    size = image.get_rendition("fill-100x100|format-png").url
    for address in (document.url, document.file.url, image.file.url, size):
        assert address.startswith("/")
        assert "?" not in address


def test_documents_and_sizes_are_read_through_the_portal(
    document: Document, image: PortalImage, visitor: Client, administrator_client: Client
) -> None:
    assert body(visitor.get(document.url)) == CANARY
    size = image.get_rendition("fill-100x100|format-png").url
    shown = visitor.get(size)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(shown.content)).size == (100, 100)
    again = visitor.get(size, headers={"If-None-Match": shown["ETag"]})
    assert again.status_code == 304
    original = f"/media/{image.file.name}"
    assert visitor.get(original).status_code == 404
    assert body(administrator_client.get(original))
    for missing in ("images/finns-inte.png", "images", "images/", "../library/documents/plan.txt"):
        assert visitor.get(f"/media/{missing}").status_code in (400, 404)


@pytest.mark.parametrize("kind", KINDS)
def test_a_restricted_collection_stays_closed(
    document: Document, image: PortalImage, visitor: Client, group: Group, kind: str
) -> None:
    size = image.get_rendition("fill-100x100|format-png").url
    restrict(CollectionViewRestriction, kind, group, collection=Collection.get_first_root_node())
    assert visitor.get(size).status_code == 404
    assert CANARY not in body(visitor.get(document.url))


def test_what_is_deleted_is_gone_from_the_bucket(
    buckets: Buckets,
    document: Document,
    image: PortalImage,
    administrator_client: Client,
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        administrator_client.post(f"/admin/documents/delete/{document.pk}/")
        administrator_client.post(f"/admin/images/{image.pk}/delete/")
    assert (buckets.names(CLOSED), buckets.names(SIZES)) == ([], [])


def test_a_name_that_is_taken_is_not_written_over(buckets: Buckets) -> None:
    names = [default_storage.save("documents/plan.txt", ContentFile(each)) for each in (b"a", b"b")]
    assert len(set(names)) == 2
    assert buckets.content(CLOSED, "library/documents/plan.txt") == b"a"


def test_a_private_file_has_no_address_and_a_name_of_ours(buckets: Buckets) -> None:
    private = storages["private"]
    name = private.save("hemligt namn.pdf", ContentFile(CANARY.encode()))
    assert "hemligt" not in "".join(buckets.names(CLOSED))
    assert private.open(name).read() == CANARY.encode()
    with pytest.raises(ValueError, match="no address"):
        private.url(name)
    assert requests.get(f"{buckets.endpoint}/{CLOSED}/{name}", timeout=10).status_code == 403


@pytest.mark.usefixtures("buckets")
def test_a_large_file_that_is_read_waits_on_disk() -> None:
    for size, is_on_disk in ((1000, False), (2 << 20, True)):
        name = storages["private"].save("a", ContentFile(b"a" * size))
        with storages["private"].open(name) as content:
            assert len(content.read(10)) == 10
            spooled: Any = content.file
            assert spooled._rolled is is_on_disk


@pytest.mark.usefixtures("unreachable_buckets")
def test_buckets_that_do_not_answer_are_a_disk_that_does_not(visitor: Client) -> None:
    for storage in (default_storage, storages["sizes"], storages["private"]):
        for work in (
            lambda storage: storage.save("a.txt", ContentFile(b"a")),
            lambda storage: storage.open("a.txt").read(),
            lambda storage: storage.exists("a.txt"),
            lambda storage: storage.size("a.txt"),
            lambda storage: storage.get_modified_time("a.txt"),
            lambda storage: storage.listdir(""),
            lambda storage: storage.delete("a.txt"),
        ):
            with pytest.raises(OSError, match="bucket"):
                work(storage)
    known = PortalImage(title="Torget", width=1, height=1)
    PortalImage.objects.bulk_create([known])
    size = PortalRendition(image=known, file="images/a.png", width=1, height=1)
    PortalRendition.objects.bulk_create([size])
    visitor.raise_request_exception = False
    assert visitor.get("/media/images/a.png").status_code == 503


@pytest.mark.usefixtures("buckets")
def test_what_is_not_there_is_a_missing_file() -> None:
    for storage in (default_storage, storages["sizes"], storages["private"]):
        assert not storage.exists("a.txt")
        with pytest.raises(FileNotFoundError):
            storage.open("a.txt").read()
        with pytest.raises(FileNotFoundError):
            storage.get_modified_time("a.txt")
