"""A file of a case is saved, never shown; and a lost one is told without its name."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import RequestFactory

from casework.files.attachments import serve_as_attachment
from casework.files.models import CaseFile
from casework.files.private_storage import PrivateFileStorage, private_storage, put
from casework.models import HeldFile
from core.routing.middleware import SecurityHeadersMiddleware
from tests.factories import files as make

# Django asks the database for its connection when an answer has been read.
pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)


def case_file(name: str, *, extension: str = "docx", content_type: str = "text/html") -> CaseFile:
    """A row as a case has it; its own idea of the type must not matter."""
    blob = put(ContentFile(make.docx_bytes()))
    row: Any = HeldFile(
        name=name, extension=extension, content_type=content_type, file=blob, held_at=NOW
    )
    return row


def test_a_file_is_served_as_something_to_save() -> None:
    response = serve_as_attachment(case_file('Åsas "plan"; v1.docx'))
    assert b"".join(response) == make.docx_bytes()
    assert response["Content-Type"].endswith("wordprocessingml.document")
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''%C3%85sas%20%22plan%22")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert int(response["Content-Length"]) == len(make.docx_bytes())


def test_the_portals_own_headers_leave_the_files_headers_alone() -> None:
    request = RequestFactory().get("/admin/forslag/1/fil/1/")
    served = serve_as_attachment(case_file("plan.docx"))
    response = SecurityHeadersMiddleware(lambda _request: served)(request)
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_type_that_we_do_not_know_is_nothing_a_browser_could_show() -> None:
    response = serve_as_attachment(case_file("plan.html", extension="html"))
    assert response["Content-Type"] == "application/octet-stream"


def test_a_lost_file_is_a_404_and_logged_without_its_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    lost = case_file("Hemlig plan.docx")
    private_storage().delete(str(lost.file.name))
    with pytest.raises(Http404):
        serve_as_attachment(lost)
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "Hemlig" not in record.getMessage()
    assert str(lost.file.name) not in record.getMessage()


def test_files_lie_outside_of_what_is_served(settings: Any) -> None:
    assert isinstance(private_storage(), PrivateFileStorage)
    media = Path(settings.MEDIA_ROOT)
    assert media not in [Path(settings.PRIVATE_ROOT), *Path(settings.PRIVATE_ROOT).parents]


def test_a_file_that_finds_no_room_leaves_nothing(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_opened: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    put(ContentFile(b"first"))
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        put(ContentFile(b"second"))
    assert len(list(Path(settings.PRIVATE_ROOT).iterdir())) == 1
