"""Load balancers ask by address, over plain HTTP, and hear whether a reader would get a page."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import storage
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from config import readiness
from core.chrome.stylesheets import PortalStaticFilesStorage
from home.models import HomePage
from tests.core.conftest import asked
from tests.durability.small_disk import disk, fill

PAGES = ["/", "/platser/", "/platser/solberga/", "/sok/?q=sol", "/nyheter/"]
PROBES = ["/healthz", "/readyz"]


def questions(paths: list[str], **more: str) -> list[dict[str, Any]]:
    return [{"ask": path, **more} for path in paths]


def statuses(answers: list[dict[str, Any]]) -> list[int]:
    return [answer["status"] for answer in answers]


@pytest.fixture(autouse=True)
def _knows_nothing(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(readiness._Known, "is_migrated", False)


@pytest.mark.processes
@pytest.mark.thorough
def test_who_asks_by_address_gets_no_400_and_is_not_sent_to_https(
    production: dict[str, str],
) -> None:
    answers = asked(
        [*questions(PROBES, host="10.1.2.3"), *questions(["/"], host="10.1.2.3")],
        settings="production",
        **production,
    )
    assert statuses(answers) == [200, 200, 400]
    assert [answer["text"] for answer in answers[:2]] == ["ok\n", "ready\n"]
    assert answers[1]["headers"]["cache-control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.usefixtures("front")
def test_it_is_ready_and_looks_at_migrations_once(
    visitor: Client, django_assert_num_queries: Any
) -> None:
    assert visitor.get("/readyz").text == "ready\n"
    # The site with its root, and the front page.
    with django_assert_num_queries(2):
        assert visitor.get("/readyz").text == "ready\n"


def test_that_it_lives_is_told_without_asking_anybody(visitor: Client) -> None:
    """No database is allowed here."""
    assert visitor.get("/healthz").text == "ok\n"
    assert visitor.head("/healthz").status_code == 200
    assert visitor.post("/healthz").status_code == 405


@pytest.mark.django_db
@pytest.mark.usefixtures("front")
def test_a_database_that_is_not_migrated_is_told(visitor: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="home").order_by("-pk")[0].delete()
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.text.split(":")[0]) == (503, "not migrated")


@pytest.mark.django_db
def test_a_front_page_that_nobody_may_read_is_told(visitor: Client, front: HomePage) -> None:
    front.unpublish()
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.text) == (
        503,
        "not set up: the front page is not published\n",
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("front")
def test_static_files_that_are_not_collected_are_told(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        readiness, "staticfiles_storage", PortalStaticFilesStorage(location=tmp_path)
    )
    assert storage.staticfiles_storage is not readiness.staticfiles_storage
    assert visitor.get("/readyz").text == "static files are not collected\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("kind", ["full", "read-only", "gone"])
def test_a_disk_that_cannot_be_written_is_told_and_readers_read_on(
    visitor: Client, settings: Settings, tmp_path: Path, kind: str
) -> None:
    settings.VAR_DIR = folder = tmp_path / "var"
    if kind == "gone":
        assert visitor.get("/readyz").text == "disk cannot be written: var\n"
        return
    with disk(folder, *(["ro"] if kind == "read-only" else [])):
        if kind == "full" and os.path.ismount(folder):
            assert visitor.get("/readyz").text == "ready\n"
            fill(folder)
        answer = visitor.get("/readyz")
        assert (answer.status_code, answer.text) == (503, "disk cannot be written: var\n")
        assert visitor.get("/platser/").status_code == 200


@pytest.mark.processes
@pytest.mark.thorough
def test_a_database_on_a_full_disk_is_told_and_readers_read_on(portal: Path) -> None:
    before, *during = asked(
        [{"ask": "/readyz"}, {"fill": "disk"}, *questions(["/readyz", *PAGES])],
        DATABASE_URL=f"sqlite:///{portal}",
        VAR_DIR=str(portal.parent),
    )
    assert before["text"] == "ready\n"
    assert statuses(during) == [503, *[200] * len(PAGES)]
    assert during[0]["text"].startswith("disk cannot be written")


@pytest.mark.processes
@pytest.mark.thorough
@pytest.mark.parametrize("damage", ["no database", "not whole"])
def test_a_damaged_database_is_told_and_is_a_503_for_readers(portal: Path, damage: str) -> None:
    if damage == "not whole":
        content = bytearray(portal.read_bytes())
        content[8192:] = b"\xa5" * (len(content) - 8192)
        portal.write_bytes(content)
    else:
        portal.write_bytes(b"no database at all\n" * 500)
    ready, alive, *pages = asked(
        questions(["/readyz", "/healthz", *PAGES]),
        DATABASE_URL=f"sqlite:///{portal}",
        VAR_DIR=str(portal.parent),
    )
    assert (ready["status"], ready["text"]) == (503, "database is damaged: restore a backup\n")
    assert alive["status"] == 200
    assert statuses(pages) == [503] * len(PAGES)
