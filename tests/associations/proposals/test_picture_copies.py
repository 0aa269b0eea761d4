"""A picture that came with a proposal is handed out without where, when and by whom it was taken.

The record stays as it was sent, and says so.
"""

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from associations.models import Proposal, ProposalFile
from tests.associations.proposals.handling import case_of, officers_browser
from tests.core.pictures.telling import case as case_file
from tests.core.pictures.telling import told_by
from tests.factories.proposals import ProposalFactory, ProposalFileFactory

pytestmark = pytest.mark.django_db

PHOTO = case_file("photo-with-gps.jpg")


@pytest.fixture
def browser() -> Client:
    return officers_browser()


def photograph(content: bytes = PHOTO, **more: Any) -> ProposalFile:
    file: ProposalFile = ProposalFileFactory(
        case=ProposalFactory(),
        name="Torget.jpg",
        extension="jpg",
        content_type="image/jpeg",
        content=content,
        **more,
    )
    return file


def address(file: ProposalFile) -> str:
    return f"{case_of(file.case)}bilaga/{file.pk}/"


def body(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer)


def test_an_officer_gets_a_copy_that_tells_nothing(browser: Client) -> None:
    file = photograph()
    answer = browser.get(address(file))
    copy = body(answer)
    assert told_by(copy) == []
    assert Image.open(io.BytesIO(copy)).size == (700, 1000)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert int(answer["Content-Length"]) == len(copy)


def test_the_record_stays_as_it_was_sent(browser: Client) -> None:
    file = photograph()
    assert body(browser.get(f"{address(file)}handling/")) == PHOTO
    other = ProposalFactory()
    wrong = f"{case_of(other)}bilaga/{file.pk}/handling/"
    assert browser.get(wrong).status_code == 404


def test_the_case_says_which_is_which(browser: Client) -> None:
    file = photograph()
    page = browser.get(case_of(file.case)).content.decode()
    assert f"{address(file)}handling/" in page
    assert "Handlingen är filen som den kom in" in page
    assert "En kopia utan uppgifter om plats, tid, kamera och namn." in page


def test_the_archive_holds_a_copy_and_the_sum_of_the_record(browser: Client) -> None:
    file = photograph()
    answer = browser.post(f"{case_of(file.case)}lamna-ut/", {"form": "zip"})
    archive = zipfile.ZipFile(io.BytesIO(body(answer)))
    told = json.loads(archive.read(f"{file.case.reference}.json"))
    (listed,) = [file for event in told["events"] for file in event["files"]]
    assert listed["sha256"] == file.sha256
    assert listed["in_archive_without_place_and_camera"] is True
    assert told_by(archive.read(listed["in_archive"])) == []


def test_a_picture_that_cannot_be_copied_is_told_of(browser: Client) -> None:
    file = photograph(case_file("photo-two-bytes-short.jpg"))
    page = browser.get(address(file), follow=True).content.decode()
    assert "Det gick inte att göra en kopia av bilden" in page
    assert body(browser.get(f"{address(file)}handling/")) == file.file.read()
    answer = browser.post(f"{case_of(file.case)}lamna-ut/", {"form": "zip"})
    archive = zipfile.ZipFile(io.BytesIO(body(answer)))
    (missing,) = [name for name in archive.namelist() if name.endswith("-saknas.txt")]
    assert "utan uppgifter om plats" in archive.read(missing).decode()


def test_other_files_are_handed_out_as_they_came(browser: Client) -> None:
    file: ProposalFile = ProposalFileFactory(case=ProposalFactory())
    assert body(browser.get(address(file))) == b"%PDF-1.4\n%%EOF\n"
    page = browser.get(case_of(file.case)).content.decode()
    assert "/handling/" not in page


def test_a_lost_picture_is_a_404(browser: Client) -> None:
    file = photograph()
    file.file.storage.delete(str(file.file.name))
    assert browser.get(address(file)).status_code == 404


def test_nobody_else_gets_either(officer_client: Client) -> None:
    file = photograph()
    for asked in (address(file), f"{address(file)}handling/"):
        assert officer_client.get(asked).status_code in (302, 403)
    assert Proposal.objects.exists()
