"""Handing out a whole case: as data, with its files, and on paper. Always logged."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from associations.models import EventKind, Proposal
from home.models import PlacePage
from tests.associations.proposals.handling import case_of, officers_browser, user_of
from tests.factories.proposals import (
    ProposalEventFactory,
    ProposalFactory,
    ProposalFileFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return officers_browser()


@pytest.fixture
def case(browser: Client, square: PlacePage) -> Proposal:
    """A case with places, an internal note, and two files of the same name."""
    proposal: Proposal = ProposalFactory(places=[square], problem="<b>Mörkt</b> & {{ tomt }}")
    note = ProposalEventFactory(
        case=proposal,
        kind=EventKind.NOTE,
        text="Ringde.\n<script>alert(1)</script>",
        by=user_of(browser),
        is_by_sender=False,
        is_public=False,
    )
    ProposalFileFactory(case=proposal)
    ProposalFileFactory(case=proposal, event=note, content=b"%PDF-1.5 annan")
    return proposal


def handed_out(browser: Client, case: Proposal, form: str) -> bytes:
    answer = browser.post(f"{case_of(case)}lamna-ut/", {"form": form})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    return b"".join(answer) if answer.streaming else answer.content


def test_the_data_hold_everything_but_the_secret(browser: Client, case: Proposal) -> None:
    text = handed_out(browser, case, "json").decode()
    told: dict[str, Any] = json.loads(text)
    answers = {each["name"]: each["answer"] for each in told["answers"]}
    assert told["reference"] == case.reference
    assert answers["problem"] == case.problem
    assert answers["places"] == "Torget"
    assert answers["email"] == case.email
    assert answers["budget"] == ""
    assert [event["kind"] for event in told["events"]] == ["RECEIVED", "NOTE", "EXPORTED"]
    note = told["events"][1]
    assert note["by"] == user_of(browser).get_username()
    assert note["text"].startswith("Ringde.\n<script>")
    assert {file.sha256 for file in case.files.all()} == {
        file["sha256"] for event in told["events"] for file in event["files"]
    }
    for secret in (case.link_key, case.idempotency_key, case.content_key):
        assert secret not in text


def test_the_archive_holds_the_data_and_each_file(browser: Client, case: Proposal) -> None:
    lost = ProposalFileFactory(case=case, name="Borta.pdf")
    lost.file.storage.delete(lost.file.name)
    archive = zipfile.ZipFile(io.BytesIO(handed_out(browser, case, "zip")))
    told = json.loads(archive.read(f"{case.reference}.json"))
    files = {file["in_archive"] for event in told["events"] for file in event["files"]}
    assert len(files) == 3
    contents = {archive.read(name) for name in files & set(archive.namelist())}
    assert contents == {b"%PDF-1.4\n%%EOF\n", b"%PDF-1.5 annan"}
    assert [name for name in archive.namelist() if name.endswith("Borta.pdf-saknas.txt")]


def test_the_printout_is_text_without_the_admin(browser: Client, case: Proposal) -> None:
    page = handed_out(browser, case, "print").decode()
    assert "&lt;b&gt;Mörkt&lt;/b&gt; &amp; {{ tomt }}" in page
    assert "<script" not in page
    assert "wagtail" not in page.lower()
    assert "SHA-256" in page
    assert "Ringde." in page


def test_each_time_is_logged_and_takes_a_post(browser: Client, case: Proposal) -> None:
    for form in ("json", "zip", "print"):
        handed_out(browser, case, form)
    assert browser.get(f"{case_of(case)}lamna-ut/").status_code == 405
    assert browser.post(f"{case_of(case)}lamna-ut/", {"form": "exe"}).status_code == 404
    events = case.events.filter(kind=EventKind.EXPORTED).order_by("pk")
    assert [(event.by, event.text) for event in events] == [
        (user_of(browser), form) for form in ("JSON", "ZIP", "PRINT")
    ]
    entries = ModelLogEntry.objects.filter(action="associations.export_proposal")
    assert {entry.user for entry in entries} == {user_of(browser)}
    assert entries.count() == 3
