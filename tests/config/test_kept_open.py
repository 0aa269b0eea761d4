"""A thread of the portal goes on with its SQLite connection, unless the file is another one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from config import kept_open

# On SQLite and on PostgreSQL: the database is one of its own.
pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return _database(tmp_path / "portal.sqlite3", "first")


@pytest.fixture
def thread(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    """A connection as a thread of the server has one."""
    described = {**connections["default"].settings_dict, "NAME": str(path), "OPTIONS": {}}
    own = DatabaseWrapper(described, "of_this_test")
    monkeypatch.setattr(kept_open, "connection", own)
    kept_open._on_request()
    yield own
    own.close()
    kept_open._kept.pop(str(path))[1].close()


def _database(path: Path, word: str) -> Path:
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE told (word TEXT)")
        made.execute("INSERT INTO told VALUES (?)", [word])
    return path


def _read(own: DatabaseWrapper) -> str:
    kept_open._on_request()
    with own.cursor() as cursor:
        return str(cursor.execute("SELECT word FROM told").fetchone()[0])


def test_the_next_request_goes_on_with_the_connection(thread: DatabaseWrapper) -> None:
    assert _read(thread) == "first"
    opened = thread.connection
    assert _read(thread) == "first"
    assert thread.connection is opened


def test_a_database_that_is_put_in_its_place_is_met_at_once(
    thread: DatabaseWrapper, path: Path, tmp_path: Path
) -> None:
    assert _read(thread) == "first"
    _database(tmp_path / "backup.sqlite3", "second").replace(path)
    assert _read(thread) == "second"


def test_a_process_holds_the_database_that_is_there_now(
    thread: DatabaseWrapper, path: Path, tmp_path: Path
) -> None:
    before = kept_open._kept[str(path)][1]
    _database(tmp_path / "backup.sqlite3", "second").replace(path)
    kept_open._on_request()
    assert kept_open._kept[str(path)][1] is not before
