"""The drill: a portal that is written to all the while is backed up, goes on, and comes back.

On the kind of database that the tests run on, with files on disk and in buckets.
"""

import json
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.config.backups.portals import FILL, Portal, empty_database, filled_database
from tests.core.pictures.buckets import CLOSED, KEYS, SIZES, Buckets, served

# Marked as using a database, so that there is one to copy.
pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.django_db]

# Two rows or none: what is half written is nowhere.
WRITE = """
import django
django.setup()
from itertools import count
from django.db import transaction
from tests.factories.feedback import FeedbackFactory
for number in count():
    with transaction.atomic():
        FeedbackFactory(text="en halva", idempotency_key=f"a{number}")
        FeedbackFactory(text="en annan", idempotency_key=f"b{number}")
    print(number, flush=True)
"""
AFTERWARDS = """
import django
django.setup()
from home.models import PlacePage
from tests.factories.proposals import ProposalFileFactory
from wagtail.documents.models import Document
place = PlacePage.objects.get()
place.title = "Efteråt"
place.save_revision().publish()
ProposalFileFactory(content="efteråt".encode(), case__idempotency_key="later")
Document.objects.get().delete()
"""


@dataclass(frozen=True)
class Drill:
    """What there was before, and what there is in the end."""

    living: Portal
    restored: Portal
    backup: Path
    said: str
    # What the living portal told after the edits and before the restore.
    afterwards: dict[str, Any]
    files_afterwards: object
    files: "Files"


class Files:
    """Where the two portals have their files."""

    def __init__(self, buckets: Buckets | None) -> None:
        self.buckets = buckets

    def environment(self, addition: str) -> dict[str, str]:
        """What a portal is told of it."""
        if self.buckets is None:
            return {}
        return {
            **KEYS,
            "AWS_S3_ENDPOINT_URL": self.buckets.endpoint,
            "AWS_STORAGE_BUCKET_NAME": f"{SIZES}{addition}",
            "AWS_PRIVATE_BUCKET_NAME": f"{CLOSED}{addition}",
        }

    def of(self, portal: Portal) -> dict[str, bytes]:
        """All files of a portal."""
        if self.buckets is None:
            folders = [portal.var_dir / name for name in ("library", "media", "private")]
            found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
            return {str(path.relative_to(portal.var_dir)): path.read_bytes() for path in found}
        names = [portal.given[f"AWS_{kind}_BUCKET_NAME"] for kind in ("STORAGE", "PRIVATE")]
        return {
            f"{bucket.partition('-')[0]}/{name}": self.buckets.content(bucket, name)
            for bucket in names
            for name in self.buckets.names(bucket)
        }


@pytest.fixture(scope="module", params=["disk", "buckets"])
def drill(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Drill]:
    """Backed up while rows are written, then edited; restored elsewhere."""
    folder = tmp_path_factory.mktemp("drill")
    first, second = folder / "first", folder / "second"
    first.mkdir()
    second.mkdir()
    with ExitStack() as stack:
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        buckets = None
        if request.param == "buckets":
            for name, value in KEYS.items():
                environment.setenv(name, value)
            four = [f"{name}{addition}" for name in (SIZES, CLOSED) for addition in ("", "-ny")]
            buckets = stack.enter_context(served(*four))
        files = Files(buckets)
        url = stack.enter_context(filled_database(django_db_blocker))
        living = Portal(url, first, **files.environment(""))
        living.runs(FILL)

        writer = living.begins("-c", WRITE)
        assert writer.stdout is not None
        writer.stdout.readline()
        backup = living.backs_up(folder / "backups")
        # It has gone on writing, and does so when it is killed.
        writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        living.runs(AFTERWARDS)
        afterwards, files_afterwards = living.tells(), files.of(living)

        new_url = stack.enter_context(empty_database(second, django_db_blocker))
        restored = Portal(new_url, second, **files.environment("-ny"))
        said = restored.does("restore", backup)
        yield Drill(living, restored, backup, said, afterwards, files_afterwards, files)


def manifest(backup: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((backup / "manifest.json").read_text())
    return told


def test_what_was_there_is_there_again(drill: Drill) -> None:
    told = drill.restored.tells()
    assert told["place"] == "Solberga"
    assert told["case files"] == ["%PDF-1.4 ett falt\n"]
    assert told["documents"] == ["Planen\n"]


def test_what_is_half_written_is_nowhere(drill: Drill) -> None:
    one, other = drill.restored.tells()["halves"]
    assert one == other > 0
    assert one <= drill.afterwards["halves"][0]
    assert manifest(drill.backup)["database"]["rows"]["home_feedback"] == one + other


def test_readers_get_the_pages_of_the_backup(drill: Drill) -> None:
    (address,) = drill.restored.tells()["addresses"]
    front, place, document = drill.restored.answers("/", "/platser/solberga/", address)
    assert (front["status"], place["status"], document["status"]) == (200, 200, 200)
    assert "Solberga" in place["text"]
    assert document["text"] == "Planen\n"


def test_it_says_what_it_did(drill: Drill) -> None:
    rows = manifest(drill.backup)["database"]["rows"]
    assert f"{len(rows)} tables, {sum(rows.values())} rows, as in the backup" in drill.said
    assert "3 put back" in drill.said
    # BUILD makes ten types of pages.
    assert "10 asked for, all answered" in drill.said
    assert "Migrated" not in drill.said


def test_every_file_is_as_it_was(drill: Drill) -> None:
    now = drill.files.of(drill.restored)
    assert len(now) == 3
    assert sorted(now.values()) == [b"%PDF-1.4 ett falt\n", b"Planen\n", b"en bild"]


def test_the_living_portal_is_untouched(drill: Drill) -> None:
    assert drill.living.tells() == drill.afterwards
    assert drill.afterwards["place"] == "Efteråt"
    assert drill.files.of(drill.living) == drill.files_afterwards


def test_nobody_else_reads_a_backup(drill: Drill) -> None:
    folders = [each for each in drill.backup.parent.rglob("*") if each.is_dir()]
    files = [each for each in drill.backup.rglob("*") if each.is_file()]
    assert {each.stat().st_mode & 0o777 for each in [drill.backup.parent, *folders]} == {0o700}
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600}


def test_a_second_restore_is_refused_and_a_living_portal_too(drill: Drill) -> None:
    for portal in (drill.restored, drill.living):
        before = portal.tells()
        said = portal.refuses("restore", drill.backup)
        assert "is not empty" in said or "There is a database already" in said
        assert portal.tells() == before
