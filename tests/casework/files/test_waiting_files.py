"""Files wait for their form, are claimed once, and are forgotten when nobody comes."""

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import DatabaseError, connection, transaction

from casework.files import waiting_files
from casework.files.file_types import FileRefused, Reason
from casework.files.private_storage import private_storage
from casework.models import HeldFile
from casework.records.retention import rule
from tests.factories import files as make
from tests.factories.proposals import ProposalFileFactory

NOW = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
KEY = "a" * 64
OTHER = "b" * 64


def upload(name: str = "Förslag.docx", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make.docx_bytes(name) if content is None else content)


def hold(key: str, file: UploadedFile, now: datetime, **given: str) -> HeldFile:
    return waiting_files.hold(key, file, waiting_files.examine(file), now, **given)


def blobs(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def folder(settings) -> Path:
    """Where the files of cases lie."""
    return Path(settings.PRIVATE_ROOT)


@pytest.mark.django_db
def test_a_file_is_held_under_a_random_name_that_only_the_portal_can_read(folder: Path) -> None:
    content = make.docx_bytes()
    held = hold(KEY, upload("C:\\Asa\\Förslag.pdf", content), NOW)
    assert waiting_files.held_under(KEY) == [held]
    assert not waiting_files.held_under(OTHER)
    assert (held.name, held.extension, held.size) == ("Förslag.docx", "docx", len(content))
    [blob] = blobs(folder)
    assert blob.read_bytes() == content
    assert "rslag" not in blob.name
    assert blob.name == held.file.name
    assert (blob.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    with pytest.raises(ValueError, match="no address"):
        held.file.url  # noqa: B018 - asks for the address


@pytest.mark.django_db
def test_the_same_content_twice_is_one_file_and_the_sixth_is_refused(folder: Path) -> None:
    first = hold(KEY, upload("1.docx"), NOW)
    assert hold(KEY, upload("again.docx", make.docx_bytes("1.docx")), NOW) == first
    for number in range(2, 6):
        hold(KEY, upload(f"{number}.docx"), NOW)
    with pytest.raises(FileRefused) as refused:
        hold(KEY, upload("6.docx"), NOW)
    assert refused.value.reason == Reason.TOO_MANY
    assert len(blobs(folder)) == 5
    # What is there already is no sixth, and another form has its own five.
    assert hold(KEY, upload("1.docx"), NOW) == first
    hold(OTHER, upload("6.docx"), NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (make.pdf_bytes() + b"\x00" * (10 * 1024 * 1024), Reason.TOO_BIG),
        (make.exe_bytes(), Reason.WRONG_TYPE),
    ],
)
def test_what_is_refused_leaves_nothing(folder: Path, content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        hold(KEY, upload(content=content), NOW)
    assert refused.value.reason == reason
    assert not waiting_files.held_under(KEY)
    assert not blobs(folder)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_file_that_is_let_go_is_gone_and_only_its_own_form_can(folder: Path) -> None:
    held = hold(KEY, upload(), NOW)
    assert not waiting_files.let_go(OTHER, held.pk)
    assert blobs(folder)
    assert waiting_files.let_go(KEY, held.pk)
    assert not waiting_files.let_go(KEY, held.pk)
    assert not blobs(folder)


class CaseFailedError(Exception):
    """The case could not be made."""


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_case_takes_over_the_same_blob_or_the_files_still_wait(folder: Path) -> None:
    first, second = (hold(KEY, upload(f"{n}.docx"), NOW) for n in (1, 2))

    def fail_after_claiming() -> None:
        with transaction.atomic():
            waiting_files.claim(KEY)
            raise CaseFailedError

    with pytest.raises(CaseFailedError):
        fail_after_claiming()
    assert waiting_files.held_under(KEY) == [first, second]
    before = blobs(folder)
    with transaction.atomic():
        claimed = waiting_files.claim(KEY)
    assert [fields["file"] for fields in claimed] == [first.file.name, second.file.name]
    assert [fields["name"] for fields in claimed] == ["1.docx", "2.docx"]
    assert blobs(folder) == before
    assert not waiting_files.held_under(KEY)
    with pytest.raises(transaction.TransactionManagementError):
        waiting_files.claim(KEY)


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Do something in several threads at once; return what each returned or raised."""
    barrier = threading.Barrier(count)
    results: list[Any] = []

    def run(number: int) -> None:
        barrier.wait()
        try:
            results.append(work(number))
        except FileRefused as refused:
            results.append(refused.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_that_claim_at_once_one_gets_the_files() -> None:
    for number in (1, 2):
        hold(KEY, upload(f"{number}.docx"), NOW)

    def claim(_number: int) -> int:
        with transaction.atomic():
            return len(waiting_files.claim(KEY))

    assert sorted(together(2, claim)) == [0, 2]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_at_once_five_are_held_and_the_same_content_once(folder: Path) -> None:
    taken = together(7, lambda number: hold(KEY, upload(f"{number}.docx"), NOW).pk)
    assert taken.count(Reason.TOO_MANY) == 2
    assert HeldFile.objects.count() == len(blobs(folder)) == 5
    same = together(3, lambda _number: hold(OTHER, upload("1.docx"), NOW).pk)
    assert len(set(same)) == 1
    assert HeldFile.objects.count() == len(blobs(folder)) == 6


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_nobody_claims_within_a_day_is_forgotten(folder: Path) -> None:
    hold(KEY, upload("old.docx"), NOW - timedelta(hours=24))
    young = hold(OTHER, upload("young.docx"), NOW - timedelta(hours=23))
    # What a process left that was killed between the blob and its row: one long ago, one now.
    orphan, newest = (folder / private_storage().save("x", upload(f"{n}.docx")) for n in (1, 2))
    # A case's file is kept, however old.
    kept = folder / str(ProposalFileFactory().file.name)
    for blob in blobs(folder):
        moment = NOW.timestamp() - (25 * 3600 if blob != newest else 0)
        os.utime(blob, (moment, moment))
    assert waiting_files.forget_old(rule("waiting_file"), NOW) == 2
    assert waiting_files.held_under(OTHER) == [young]
    assert blobs(folder) == sorted([folder / str(young.file.name), newest, kept])
    assert not orphan.exists()


@pytest.mark.django_db
def test_when_the_row_cannot_be_written_no_blob_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_fields: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(HeldFile.objects, "create", broken)
    with pytest.raises(DatabaseError):
        hold(KEY, upload(), NOW)
    assert not blobs(folder)


# ---------------------------------------------------------------- ceilings


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ceiling", "next_sender"),
    [("WAITING_FILES_MOST_MB", "another"), ("WAITING_FILES_MOST_MB_OF_SENDER", "one")],
)
def test_above_its_ceiling_no_file_is_taken_until_some_have_gone(
    folder: Path, settings: Any, ceiling: str, next_sender: str
) -> None:
    first = hold(KEY, upload("1.docx"), NOW, sender="one")
    setattr(settings, ceiling, 0)
    kept = blobs(folder)
    for number in range(3):
        with pytest.raises(FileRefused) as refused:
            hold(OTHER, upload(f"{number}.docx"), NOW, sender=next_sender)
        assert refused.value.reason == Reason.NO_ROOM
    assert blobs(folder) == kept
    assert waiting_files.held_under(KEY) == [first]
    setattr(settings, ceiling, 1)
    hold(OTHER, upload("2.docx"), NOW, sender=next_sender)


@pytest.mark.django_db
def test_the_ceiling_of_one_sender_is_none_of_another_s(settings: Any) -> None:
    settings.WAITING_FILES_MOST_MB_OF_SENDER = 1
    hold(KEY, upload("1.docx"), NOW, sender="one")
    HeldFile.objects.update(size=1024 * 1024)
    with pytest.raises(FileRefused):
        hold(KEY, upload("2.docx"), NOW, sender="one")
    hold(OTHER, upload("2.docx"), NOW, sender="another")
