"""What editors publish is held to the same rule as what residents send, at every door."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection

from core.models import User
from tests.casework.files import clamd
from tests.casework.files.awkward import REFUSED, TAKEN, case
from tests.factories import files as make

pytestmark = pytest.mark.django_db

Send = Callable[[Client, SimpleUploadedFile], Any]


@pytest.fixture(autouse=True)
def library(settings: Any, tmp_path: Path) -> Path:
    settings.LIBRARY_ROOT = tmp_path / "library"
    return settings.LIBRARY_ROOT


def words(file: SimpleUploadedFile, field: str = "file") -> dict[str, Any]:
    root = Collection.get_first_root_node()
    return {"title": "Beslut", field: file, "collection": root.pk}


def by_form(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post("/admin/documents/add/", words(file))


def by_drag_and_drop(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post("/admin/documents/multiple/add/", words(file, "files[]"))


def by_chooser(client: Client, file: SimpleUploadedFile) -> Any:
    sent = {f"document-chooser-upload-{name}": value for name, value in words(file).items()}
    return client.post("/admin/documents/chooser/create/", sent)


def in_place_of_another(client: Client, file: SimpleUploadedFile) -> Any:
    good = SimpleUploadedFile("bra.pdf", make.pdf_bytes())
    document = Document.objects.create(title="Beslut", file=good)
    return client.post(f"/admin/documents/edit/{document.pk}/", words(file))


DOORS: list[Send] = [by_form, by_drag_and_drop, by_chooser, in_place_of_another]


def stored(library: Path) -> list[str]:
    return sorted(path.name for path in library.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("send", "name"),
    [
        *((by_form, name) for name in REFUSED),
        *((send, "docx-with-macros.docx") for send in DOORS[1:]),
    ],
)
def test_a_bad_document_is_refused_with_its_name_and_the_reason(
    admin: Client, library: Path, send: Send, name: str
) -> None:
    answer = send(admin, SimpleUploadedFile(name, case(name)))
    is_json = "json" in answer["Content-Type"]
    said = " ".join(map(str, answer.json().values())) if is_json else answer.content.decode()
    assert answer.status_code == 200
    assert f"”{name}” {REFUSED[name][1]}" in said
    assert not Document.objects.exclude(file__contains="bra").exists()
    assert all(left.startswith("bra") for left in stored(library))


@pytest.mark.parametrize(
    ("send", "name"),
    [
        *((by_form, name) for name in TAKEN),
        *((send, "ods-from-odfpy.ods") for send in DOORS[1:]),
    ],
)
def test_a_good_document_is_taken_whole(admin: Client, send: Send, name: str) -> None:
    send(admin, SimpleUploadedFile(name, case(name)))
    with Document.objects.get().file.open() as file:
        assert file.read() == case(name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("beslut.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("beslut.pdf", make.docx_bytes()),
        ("beslut.docx", make.pdf_bytes()),
        ("beslut.csv", make.pdf_bytes()),
        ("beslut.txt", b"<html><body>"),
    ],
)
def test_a_name_has_to_be_true(admin: Client, library: Path, name: str, content: bytes) -> None:
    answer = by_form(admin, SimpleUploadedFile(name, content))
    assert f"”{name}” är " in answer.content.decode()
    assert not Document.objects.exists()
    assert stored(library) == []


def test_an_infected_document_and_an_unscanned_one_are_refused(
    admin: Client, settings: Any, tmp_path: Path
) -> None:
    infected = make.pdf_bytes(clamd.VIRUS.decode())
    settings.CLAMD_SOCKET = str(tmp_path / "clamd.ctl")
    unscanned = by_form(admin, SimpleUploadedFile("beslut.pdf", infected)).content.decode()
    assert "Vi kan inte kontrollera ”beslut.pdf” mot virus just nu" in unscanned
    with clamd.listening(tmp_path / "clamd.ctl"):
        refused = by_form(admin, SimpleUploadedFile("beslut.pdf", infected)).content.decode()
        assert "”beslut.pdf” innehåller ett virus" in refused
        by_form(admin, SimpleUploadedFile("beslut.pdf", make.pdf_bytes()))
    assert Document.objects.count() == 1


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", "admin@example.se", "x"))
    return client
