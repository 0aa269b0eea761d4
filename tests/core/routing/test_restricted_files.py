"""Restricted pictures and documents: every kind of restriction against every way to them."""

import io
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import (
    BaseViewRestriction,
    Collection,
    CollectionViewRestriction,
)

from core.models import PortalImage
from core.pictures.library import SIZES
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
from tests.factories.pictures import make_sizes
from tests.factories.users import UserFactory

__all__ = ["group", "own_library"]

pytestmark = pytest.mark.django_db


def picture(colour: str = "navy") -> ContentFile[bytes]:
    saved = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(saved, "PNG")
    return ContentFile(saved.getvalue(), name="torget.png")


@pytest.fixture
def collection(front: home.HomePage) -> Collection:
    return Collection.get_first_root_node().add_child(name="Hemlig")


@pytest.fixture
def image(front: home.HomePage, collection: Collection) -> PortalImage:
    below = collection.add_child(name="Under")
    image: PortalImage = PortalImage.objects.create(title=CANARY, file=picture(), collection=below)
    make_sizes()
    return image


@pytest.fixture
def document(collection: Collection) -> Document:
    file = ContentFile(f"%PDF-1.7 {CANARY}".encode(), name="plan.pdf")
    document: Document = Document.objects.create(title="Plan", file=file, collection=collection)
    return document


def sizes(image: PortalImage) -> list[str]:
    return [size.url for size in image.renditions.all()]


@pytest.mark.parametrize("kind", KINDS)
def test_no_size_and_no_original_of_a_restricted_picture_is_handed_out(
    image: PortalImage, collection: Collection, visitor: Client, group: Group, kind: str
) -> None:
    open_one = PortalImage.objects.create(title="Öppen", file=picture("red"))
    make_sizes()
    for url in sizes(image):
        assert visitor.get(url).status_code == 200
    restriction = restrict(CollectionViewRestriction, kind, group, collection=collection)
    member = UserFactory(groups=())
    member.groups.add(group)
    invited = Client()
    invited.force_login(member)
    if kind == BaseViewRestriction.PASSWORD:
        session = invited.session
        session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
        session.save()
    for url in sizes(image):
        assert visitor.get(url).status_code == 404, url
        shown = invited.get(url)
        assert shown.status_code == 200, url
        assert shown["Cache-Control"] == "private, no-store"
    for url in sizes(open_one):
        assert visitor.get(url).status_code == 200
    for client in (visitor, invited):
        assert client.get(f"/media/{image.file.name}").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_no_document_of_a_restricted_collection_is_handed_out(
    document: Document, collection: Collection, visitor: Client, group: Group, kind: str
) -> None:
    restrict(CollectionViewRestriction, kind, group, collection=collection)
    ways = [document.url, f"/media/{document.file.name}", f"/{document.file.name}"]
    for way in [*ways, f"{document.url}?download", f"/documents/{document.pk}/plan.pdf"]:
        answer = visitor.get(way)
        assert CANARY not in body(answer), way
        tagged = visitor.get(way, headers={"If-None-Match": f'"{document.get_file_hash()}"'})
        assert tagged.status_code != 304, way
    asked = visitor.get(document.url, follow=True)
    assert 'class="form"' in body(asked)
    assert "no-store" in asked["Cache-Control"] or kind != "password"


def test_a_password_opens_a_document(
    document: Document, collection: Collection, visitor: Client, group: Group
) -> None:
    restrict(CollectionViewRestriction, "password", group, collection=collection)
    told = body(visitor.get(document.url))
    assert "Dokumentet har lösenord" in told
    (action,) = re.findall(r'action="(/dokument/[^"]+)"', told)
    assert "error-summary" in body(
        visitor.post(action, {"password": "fel", "return_url": document.url})
    )
    opened = visitor.post(action, {"password": WORD, "return_url": document.url}, follow=True)
    assert CANARY in body(opened)
    assert opened["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("folder", ["original_images", "documents", "avatar_images", "images"])
def test_what_is_no_size_of_a_picture_is_not_handed_out(
    image: PortalImage, visitor: Client, officer_client: Client, folder: str
) -> None:
    """What was left in the public folder when originals moved out, with all that it tells."""
    left = storages[SIZES].save(f"{folder}/gps.jpg", picture())
    for client in (visitor, officer_client):
        assert client.get(f"/media/{left}").status_code == 404


def test_public_files_may_be_kept_for_a_while(
    image: PortalImage, document: Document, visitor: Client
) -> None:
    for url in (*sizes(image), document.url):
        answer = visitor.get(url)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=300", url
        body(answer)
    size = visitor.get(sizes(image)[0])
    again = visitor.get(sizes(image)[0], headers={"If-None-Match": size["ETag"]})
    assert again.status_code == 304


def test_an_original_is_for_those_who_keep_it(
    image: PortalImage, document: Document, visitor: Client, officer_client: Client
) -> None:
    original = f"/media/{image.file.name}"
    assert visitor.get(original).status_code == 404
    assert browser_of(groups=()).get(original).status_code == 404
    assert officer_client.get(original)["Cache-Control"] == "private, no-store"
    # A document has its own address, which asks about its collection.
    assert officer_client.get(f"/media/{document.file.name}").status_code == 404


@pytest.mark.parametrize(
    "path", ["images", "images/", "", "finns-inte.jpg", "../library/x", "%2e%2e/x", "a" * 400]
)
def test_what_is_no_file_is_no_error(image: PortalImage, visitor: Client, path: str) -> None:
    assert visitor.get(f"/media/{path}").status_code in (400, 404)
    assert visitor.get("/dokument/99999999999999999999/x.pdf").status_code == 404


def test_no_public_folder_holds_more_than_sizes(
    image: PortalImage, document: Document, tmp_path: Path
) -> None:
    public = {path.parent.name for path in (tmp_path / "media").rglob("*") if path.is_file()}
    assert public == {"images"}
    for path in (tmp_path / "library").rglob("*"):
        assert oct(path.stat().st_mode)[-3:] in ("600", "700"), path
