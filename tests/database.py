"""Databases for the tests: a migrated one for each run, and one that holds the demo content.

Migrating takes long, so the result is kept, with a digest of everything that migrations consist of,
and each process works on its own copy: two never share one.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from tests.warmth import clear_caches

ROOT = Path(__file__).resolve().parents[1]
CONTENTS = pytest.StashKey[str]()


# On PostgreSQL: the kept database, with the digest as its comment, and the lock of who makes it.
KEPT = "portal_tests_migrated"
_LOCK = 5_023_117


def digest_of_migrations() -> str:
    """Return what is another text as soon as migrating might make another database."""
    made_of = hashlib.sha256((ROOT / "requirements/base.txt").read_bytes())
    for folder in ("associations", "dialogues", "home", "site"):
        for path in sorted((ROOT / folder).rglob("migrations/*.py")):
            made_of.update(path.read_bytes())
    return made_of.hexdigest()[:16]


def kept_database() -> Path:
    """Return where SQLite's migrated database is, or will be, kept."""
    return Path(settings.VAR_DIR) / "test" / f"migrated-{digest_of_migrations()}.sqlite3"


def untouched(own: str | Path) -> Path:
    """Return where a process keeps its own database as it was before any test."""
    return Path(f"{own}.untouched")


def copy_database(source: Path, target: Path) -> None:
    """Write a whole copy of a SQLite database, whatever its journal still holds."""
    target.unlink(missing_ok=True)
    with sqlite3.connect(source) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Work on the copy as it is."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this process a database of its own: a copy of the kept one, if there is one."""
    database = connections["default"]
    if database.vendor != "sqlite":
        own = database.creation._get_test_db_name()
        with django_db_blocker.unblock():
            _drop(own)
            with _kept_on_server() as (cursor, is_present):
                if is_present:
                    cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{KEPT}"')
        yield
        with django_db_blocker.unblock():
            _drop(own)
        return
    # In memory where the system offers it: a disk that is waited for shows nothing more.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="portal-tests-", dir=memory) as folder:
        own = Path(folder) / "test.sqlite3"
        if kept_database().exists():
            shutil.copyfile(kept_database(), own)
        database.settings_dict["TEST"]["NAME"] = str(own)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> None:
    """Keep the migrated database for the next run, before any test has touched it."""
    database = connections["default"]
    # Once a browser runs in this thread, Django may give it another connection object.
    request.config.stash[CONTENTS] = getattr(database, "_test_serialized_contents", "")
    kept = kept_database()
    own = database.settings_dict["TEST"]["NAME"]
    if database.vendor != "sqlite":
        with django_db_blocker.unblock():
            _keep_on_server()
        return
    # Without a test that needs the database, none was made.
    if database.settings_dict["NAME"] != own:
        return
    # Another process that migrated by itself may have given the same things other numbers, so
    # each restores its own.
    copy_database(Path(own), untouched(own))
    if kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    for outdated in kept.parent.glob("migrated-*"):
        outdated.unlink(missing_ok=True)
    # Several processes may come here at once; whoever is last replaces the same with the same.
    unfinished = kept.with_name(f"unfinished-{os.getpid()}")
    copy_database(Path(own), unfinished)
    unfinished.rename(kept)


@contextmanager
def _kept_on_server() -> Iterator[tuple[Any, bool]]:
    """Be alone with PostgreSQL's kept database; tells whether it is of the present migrations."""
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        told = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        cursor.execute(told, [KEPT])
        yield cursor, cursor.fetchone() == (digest_of_migrations(),)


def _keep_on_server() -> None:
    """Keep this process's migrated database for the others, unless somebody has."""
    database = connections["default"]
    own = database.settings_dict["NAME"]
    database.close()
    with _kept_on_server() as (cursor, is_present):
        if not is_present:
            cursor.execute(f'DROP DATABASE IF EXISTS "{KEPT}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{KEPT}" TEMPLATE "{own}"')
            cursor.execute(f"COMMENT ON DATABASE {KEPT} IS '{digest_of_migrations()}'")


def _drop(name: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put back what migrations made, after a test that has emptied the database.

    Only such a test can see what other processes commit. Whatever runs next finds the database
    as it was, in any order.
    """
    yield
    # After the last test the database itself is gone.
    if nextitem is not None and _empties_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            restore_database(item.config.stash[CONTENTS])


def _empties_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db")
    is_marked = marked is not None and bool(marked.kwargs.get("transaction"))
    return is_marked or "transactional_db" in getattr(item, "fixturenames", ())


def restore_database(contents: str) -> None:
    """Make the emptied database what migrations made it, whoever else has it open.

    `contents` is what Django serialized when it made the database; SQLite has a file instead.
    """
    database = connections["default"]
    if database.vendor == "sqlite":
        database.close()
        own = database.settings_dict["NAME"]
        # Another thread may still be connected, so pages are written under SQLite's own locks: a
        # file that is replaced beneath it stays locked, or is taken for damaged.
        with (
            closing(sqlite3.connect(untouched(own))) as kept,
            closing(sqlite3.connect(own)) as used,
        ):
            kept.backup(used)
    else:
        with database.cursor() as cursor:
            # Django has no model of it, so emptying the database leaves it as it was.
            cursor.execute("DELETE FROM searching_index")
        database.creation.deserialize_db_from_string(contents)


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Let this process use the database `name`; afterwards the one that it used before."""
    database = connections["default"]
    before = database.settings_dict["NAME"]
    # A connection stays with its database, and so does what was kept warm.
    database.close()
    clear_caches()
    database.settings_dict["NAME"] = name
    try:
        yield
    finally:
        database.close()
        clear_caches()
        database.settings_dict["NAME"] = before


@contextmanager
def copied(name: str, addition: str, blocker: DjangoDbBlocker) -> Iterator[str]:
    """Copy the database `name`, and yield the name of the copy: with `addition` at its end."""
    database = connections["default"]
    copy = f"{name}_{addition}".replace(f".sqlite3_{addition}", f"-{addition}.sqlite3")
    with blocker.unblock():
        database.close()
        if database.vendor == "sqlite":
            copy_database(Path(name), Path(copy))
        else:
            with database._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    yield copy
    if database.vendor == "postgresql":
        with blocker.unblock():
            _drop(copy)


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a second database, a copy of the first with the demo content in it."""
    empty = str(connections["default"].settings_dict["NAME"])
    with copied(empty, "demo", django_db_blocker) as name:
        with django_db_blocker.unblock(), working_on(name):
            call_command("load_initial_data", verbosity=0)
        yield name


@pytest.fixture(scope="session")
def served_database(demo_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a third one, with the demo content, for a portal that browsers write to."""
    with copied(demo_database, "served", django_db_blocker) as name:
        yield name


@pytest.fixture(scope="module")
def demo(demo_database: str) -> Iterator[None]:
    """The demo content, for all tests of the module; what each test changes is taken back."""
    with working_on(demo_database):
        yield
