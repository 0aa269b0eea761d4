"""Whatever way a picture comes into the library: nothing of what it told, or a message."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images.models import Filter
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from core.models import PortalImage, User
from core.pictures import asked_sizes
from core.pictures.traces import PictureRefused
from tests.core.pictures.endless import over_and_over
from tests.core.pictures.telling import FORMATS, avif_of_family, case, telling, told_by
from tests.factories.pictures import make_sizes

pytestmark = pytest.mark.django_db

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
Send = Callable[[Client, SimpleUploadedFile], Any]


@pytest.fixture(autouse=True)
def _own_library(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[], list[Path]]:
    """All files of the library and all sizes."""

    def found() -> list[Path]:
        return [path for path in tmp_path.rglob("*") if path.is_file()]

    return found


def upload(content: bytes, name: str = "bild.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def by_form(client: Client, file: SimpleUploadedFile) -> Any:
    sent = {"title": "Torget", "file": file, "collection": Collection.get_first_root_node().pk}
    return client.post("/admin/images/add/", sent)


def by_drag_and_drop(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(
        "/admin/images/multiple/add/",
        {
            "title": "Torget",
            "files[]": file,
            "collection": Collection.get_first_root_node().pk,
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def in_the_chooser(client: Client, file: SimpleUploadedFile) -> Any:
    sent = {
        "image-chooser-upload-title": "Torget",
        "image-chooser-upload-file": file,
        "image-chooser-upload-collection": Collection.get_first_root_node().pk,
    }
    return client.post("/admin/images/chooser/create/", sent)


DOORS = [by_form, by_drag_and_drop, in_the_chooser]


@pytest.mark.parametrize("send", DOORS)
def test_nothing_told_comes_in_by_any_door(
    administrator_client: Client, stored: Callable[[], list[Path]], send: Send
) -> None:
    answer = send(administrator_client, upload(case("photo-with-gps.jpg")))
    assert answer.status_code in (200, 302)
    image = PortalImage.objects.get()
    assert (image.width, image.height) == (700, 1000)
    kept = image.file.read()
    assert image.file_size == len(kept)
    make_sizes()
    assert len(stored()) >= 11
    for path in stored():
        assert told_by(path.read_bytes()) == [], path.name


@pytest.mark.parametrize("saved_as", FORMATS)
def test_every_format_and_every_size_of_it_is_clean(
    administrator_client: Client, stored: Callable[[], list[Path]], saved_as: str
) -> None:
    name = f"bild.{EXTENSIONS[saved_as]}"
    assert by_form(administrator_client, upload(telling(saved_as), name)).status_code == 302
    image = PortalImage.objects.get()
    make_sizes()
    image.get_renditions(*Filter.expand_spec("original max-{165x165,30x30}"))
    for path in stored():
        assert told_by(path.read_bytes()) == [], path.name


@pytest.mark.parametrize("brand", [b"mif1", b"msf1"])
@pytest.mark.parametrize("send", DOORS)
def test_what_begins_with_the_name_of_its_family_is_clean(
    administrator_client: Client, stored: Callable[[], list[Path]], send: Send, brand: bytes
) -> None:
    answer = send(administrator_client, upload(avif_of_family(brand), "bild.avif"))
    assert answer.status_code in (200, 302)
    assert PortalImage.objects.get().height == 60
    for path in stored():
        assert told_by(path.read_bytes()) == [], path.name


@pytest.mark.parametrize("brand", [b"mif1", b"msf1"])
def test_what_a_program_stores_is_clean_whatever_its_first_name(
    stored: Callable[[], list[Path]], brand: bytes
) -> None:
    default_storage.save("avatar_images/jag.avif", ContentFile(avif_of_family(brand)))
    (path,) = stored()
    assert told_by(path.read_bytes()) == []


def test_a_picture_made_by_a_program_is_clean_as_well(stored: Callable[[], list[Path]]) -> None:
    content = ContentFile(case("photo-with-gps.jpg"), name="torget.jpg")
    image = PortalImage.objects.create(title="Torget", file=content)
    assert (image.width, image.height) == (700, 1000)
    assert image.file_hash
    for path in stored():
        assert told_by(path.read_bytes()) == [], path.name


def test_another_file_for_a_picture_is_clean_and_the_old_one_is_gone(
    administrator_client: Client, stored: Callable[[], list[Path]]
) -> None:
    by_form(administrator_client, upload(telling("PNG"), "gammal.png"))
    image = PortalImage.objects.get()
    sent = {
        "title": "Torget",
        "file": upload(case("photo-with-gps.jpg")),
        "collection": image.collection_id,
    }
    assert administrator_client.post(f"/admin/images/{image.pk}/", sent).status_code == 302
    image.refresh_from_db()
    assert (image.width, image.height) == (700, 1000)
    originals = [path for path in stored() if path.parent.name == "original_images"]
    assert [path.name for path in originals] == ["bild.jpg"]
    for path in stored():
        assert told_by(path.read_bytes()) == [], path.name


def test_a_picture_that_waits_for_its_title_is_clean_too(
    administrator_client: Client, stored: Callable[[], list[Path]]
) -> None:
    """What is dropped with a name that is no title waits in the library, and may stay there."""
    file = upload(case("photo-with-gps.jpg"), "bild.jpg")
    sent = {
        "title": "x" * 300,
        "files[]": file,
        "collection": Collection.get_first_root_node().pk,
    }
    url = "/admin/images/multiple/add/"
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    told = administrator_client.post(url, sent, headers=ajax).json()
    assert len(stored()) == 1
    assert told_by(stored()[0].read_bytes()) == []
    number = told["uploaded_file_id"]
    made = administrator_client.post(
        f"/admin/images/multiple/create_from_uploaded_image/{number}/",
        {
            f"uploaded-image-{number}-title": "Torget",
            f"uploaded-image-{number}-collection": sent["collection"],
        },
        headers=ajax,
    )
    assert made.json()["success"]
    for path in stored():
        assert told_by(path.read_bytes()) == [], path.name


def test_the_picture_of_an_editor_is_clean(
    administrator: User, administrator_client: Client, stored: Callable[[], list[Path]]
) -> None:
    UserProfile.get_for_user(administrator)
    profile = UserProfile.objects.get(user=administrator)
    profile.avatar = upload(case("photo-with-gps.jpg"), "jag.jpg")
    profile.save()
    (path,) = stored()
    assert told_by(path.read_bytes()) == []


def test_a_document_stays_as_it_came() -> None:
    content = b"%PDF-1.7 Hemlig Person"
    name = default_storage.save("documents/plan.pdf", ContentFile(content))
    with default_storage.open(name) as file:
        assert file.read() == content


# ---------------------------------------------------------------- pictures that break


def broken_pictures() -> Iterator[tuple[str, bytes]]:
    yield "photo-two-bytes-short.jpg", case("photo-two-bytes-short.jpg")
    yield "bara-borjan.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"x" * 400
    yield "bara-borjan.png", b"\x89PNG\r\n\x1a\n" + b"x" * 400
    yield "bara-borjan.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"x" * 400
    yield "bara-borjan.avif", b"\x00\x00\x00 ftypavif" + b"x" * 400
    yield "bara-borjan.gif", b"GIF89a" + b"x" * 400
    for saved_as, extension in EXTENSIONS.items():
        whole = io.BytesIO()
        Image.effect_noise((90, 90), 90).save(whole, saved_as)
        yield f"halv.{extension}", whole.getvalue()[: len(whole.getvalue()) // 2]
    yield "utan-slut.jpg", over_and_over()
    large = io.BytesIO()
    Image.new("1", (2, 20_000)).save(large, "PNG")
    yield "lang.png", large.getvalue()


BROKEN = dict(broken_pictures())


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("send", DOORS)
def test_a_broken_picture_ends_in_a_message_and_leaves_no_file(
    administrator_client: Client, stored: Callable[[], list[Path]], send: Send, name: str
) -> None:
    answer = send(administrator_client, upload(BROKEN[name], name))
    assert answer.status_code == 200
    assert stored() == []
    assert not PortalImage.objects.exists()
    text = answer.content.decode()
    if send is not by_form:
        said = json.loads(text)
        text = said["error_message"] if send is by_drag_and_drop else said["htmlFragment"]
    assert any(
        words in text
        for words in (
            "Bilden går inte att läsa",
            "Bilden har för många bildpunkter",
            "Ladda upp en giltig bild",
            "inte en giltig",
        )
    ), text[:2000]


@pytest.mark.parametrize("send", DOORS)
def test_sixteen_bits_of_grey_are_taken_and_shown(
    administrator_client: Client, stored: Callable[[], list[Path]], send: Send
) -> None:
    answer = send(administrator_client, upload(case("grey-16-bit.png"), "gra.png"))
    assert answer.status_code in (200, 302)
    make_sizes()
    assert PortalImage.objects.get().renditions.count() >= 10
    for path in stored():
        Image.open(path).load()


EXTREMES = [(1, 1), (1, 2), (3, 1), (1, 16_000), (16_000, 1), (2, 300), (5_000, 3)]


@pytest.mark.parametrize("size", EXTREMES)
def test_a_picture_of_any_shape_has_its_sizes(
    administrator_client: Client, size: tuple[int, int]
) -> None:
    saved = io.BytesIO()
    Image.new("RGB", size).save(saved, "PNG")
    answer = by_drag_and_drop(administrator_client, upload(saved.getvalue(), "smal.png"))
    assert answer.json()["success"], answer.json()
    make_sizes()
    assert PortalImage.objects.get().renditions.count() >= 10


def test_a_picture_of_which_nobody_asks_for_sizes_is_not_kept(
    stored: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(asked_sizes, "_of", fails)
    with pytest.raises(RuntimeError):
        PortalImage.objects.create(title="x", file=upload(telling("PNG"), "x.png"))
    assert stored() == []
    assert not PortalImage.objects.exists()


def test_a_program_cannot_store_a_broken_picture(stored: Callable[[], list[Path]]) -> None:
    with pytest.raises(PictureRefused):
        default_storage.save("x.jpg", ContentFile(case("photo-two-bytes-short.jpg")))
    assert stored() == []
