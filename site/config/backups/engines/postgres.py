"""PostgreSQL: copied and put back by its own programs."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from config.backups import contents
from config.backups.refusal import BackupRefused
from config.backups.written import write_new

# For a table that a migration changes just now.
_PATIENCE_MS = 60_000
_ANY_TABLE = """
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      AND nspname NOT LIKE 'pg!_%' ESCAPE '!' AND nspname <> 'information_schema'
"""


class Postgres:
    """The database that the portal is connected to."""

    kind: Literal["postgresql"] = "postgresql"
    file_name = "database.dump"

    def copy(self, target: Path) -> contents.Contents:
        """Copy the moment of a snapshot, in which the rows are counted, too."""
        write_new(target).close()
        with _snapshot() as (database, name):
            _refuse_older(_major_of("pg_dump"), database)
            counted = _contents(database)
            _run(
                "pg_dump",
                *("--format=custom", "--no-owner", "--no-privileges"),
                *(f"--snapshot={name}", f"--lock-wait-timeout={_PATIENCE_MS}"),
                f"--file={target}",
            )
        return counted

    def contents(self) -> contents.Contents:
        """Return what is in the database now."""
        with _snapshot() as (database, _name):
            return _contents(database)

    def refuse_unless_empty(self) -> None:
        """Refuse a database with any table, sequence or view."""
        with _snapshot() as (database, _name), database.cursor() as cursor:
            cursor.execute(_ANY_TABLE)
            (number,) = cursor.fetchone()
        if number:
            raise BackupRefused(
                f"The database {connection.settings_dict['NAME']} is not empty. Nothing is "
                "restored over it. Make a new one (createdb), let DATABASE_URL name it, restore "
                "there, and switch when you have seen it."
            )

    def refuse_unreadable(self, source: Path) -> None:
        """Let pg_restore read the list of contents: an older one cannot."""
        _major_of("pg_restore")
        _told_by([_program("pg_restore"), "--list", str(source)])

    def put_back(self, source: Path) -> None:
        """Restore in one transaction."""
        self.refuse_unless_empty()
        _run(
            "pg_restore",
            *("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"),
            str(source),
        )


@contextmanager
def _snapshot() -> Iterator[tuple[BaseDatabaseWrapper, str]]:
    """Yield a connection of its own that sees one moment, and that moment's name for others."""
    database = connection.copy()
    try:
        database.set_autocommit(False)
        with database.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (name,) = cursor.fetchone()
        yield database, name
    except DatabaseError as failure:
        raise BackupRefused(f"The database does not answer: {failure}".strip()) from failure
    finally:
        database.close()


def _contents(database: BaseDatabaseWrapper) -> contents.Contents:
    with database.cursor() as cursor:

        def ask(sql: str) -> Iterable[tuple[object, ...]]:
            cursor.execute(sql)
            return cursor.fetchall()

        return contents.contents(ask, database.introspection.table_names(cursor))


def _refuse_older(major: int, database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        (told,) = cursor.fetchone()
    server = int(told) // 10_000
    if major < server:
        raise BackupRefused(
            f"pg_dump is of version {major} and the server of version {server}: it must not be "
            f"older. On Debian: apt-get install postgresql-client-{server}"
        )


def _major_of(program: str) -> int:
    said = _told_by([_program(program), "--version"])
    found = re.search(r"\d+", said)
    if found is None:
        raise BackupRefused(f"{program} does not say which version it is: {said}")
    return int(found[0])


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise BackupRefused(
            f"{name} is not installed, or not on PATH. On Debian: apt-get install postgresql-client"
        )
    return path


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the portal's database. No password is ever shown."""
    told = connection.get_connection_params()
    where = {name: told[name] for name in _known_to_libpq() & told.keys() if told[name] is not None}
    # No setting of sessions is one of theirs: a limit to a statement would cut the copy.
    where.pop("options", None)
    secrets = {"PGPASSWORD": str(where.pop("password"))} if "password" in where else {}
    if "sslpassword" in where:
        raise BackupRefused("sslpassword in DATABASE_URL would be seen by all: use a key without")
    _told_by(
        [_program(program), "--no-password", f"--dbname={make_conninfo(**where)}", *arguments],
        environment=secrets,
    )


def _known_to_libpq() -> set[str]:
    """Return what DATABASE_URL may say that is not for Django alone."""
    return {each.keyword.decode() for each in Conninfo.get_defaults()}


def _told_by(command: list[str], *, environment: dict[str, str] | None = None) -> str:
    ended = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        command,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise BackupRefused(f"{Path(command[0]).name} failed: {ended.stderr.strip()}")
    return ended.stdout
