"""Answers say what they are: parts of files by the byte, and no encoding that is none."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as given
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from wagtail.documents.models import Document

from core.routing.static_files import StaticFilesMiddleware
from tests.factories import files as make

CONTENT = b"0123456789"


@pytest.fixture
def static(settings: Any, tmp_path: Path) -> StaticFilesMiddleware:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "tal.txt").write_bytes(CONTENT)
    return StaticFilesMiddleware(lambda request: HttpResponse(status=404))


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("bytes=0-0", 206, b"0"),
        ("bytes=9-9", 206, b"9"),
        ("bytes=-1", 206, b"9"),
        ("bytes=9-", 206, b"9"),
        ("bytes=0-1", 206, b"01"),
        ("bytes=0-99", 206, CONTENT),
        ("bytes=10-10", 416, b""),
        ("bytes=99-", 416, b""),
        ("bytes=5-4", 416, b""),
        ("rows=0-0", 200, CONTENT),
    ],
)
def test_a_part_of_a_static_file_is_what_was_asked_for(
    static: StaticFilesMiddleware, asked: str, status: int, told: bytes
) -> None:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", "/static/tal.txt", "/static/tal.txt"
    request.META["HTTP_RANGE"] = asked
    answer = static(request)
    said = b"".join(answer) if answer.streaming else answer.content
    assert (answer.status_code, said) == (status, told)
    if status == 206:
        assert answer["Content-Length"] == str(len(told))
        first = CONTENT.index(told)
        assert answer["Content-Range"] == f"bytes {first}-{first + len(told) - 1}/10"


def test_the_portal_serves_its_static_files_so() -> None:
    assert "core.routing.static_files.StaticFilesMiddleware" in given.MIDDLEWARE


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["beslut.pdf", "beslut.csv", "beslut.docx"])
def test_no_document_says_that_it_is_encoded_when_it_is_not(
    visitor: Client, settings: Any, tmp_path: Path, name: str
) -> None:
    settings.LIBRARY_ROOT = tmp_path
    file = SimpleUploadedFile(name, make.pdf_bytes())
    answer = visitor.get(Document.objects.create(title="Beslut", file=file).url)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer
