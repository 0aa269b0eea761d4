"""A whole database as plain SQL, and back. The same database makes the same bytes."""

import gzip
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

# What a real table of SQLite is: neither SQLite's own nor what a full-text index keeps inside.
_TABLES = """
    SELECT l.name, m.sql FROM pragma_table_list l JOIN sqlite_schema m USING (name)
    WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND l.name NOT LIKE 'sqlite%'
    ORDER BY l.type, l.name
"""
# psql's own commands, random in each dump; what names pg_dump's version, and what only that knows.
_NO_STATEMENT = re.compile(r"\\(un)?restrict |-- Dumped (from|by) |SET transaction_timeout = 0;$")
# Whoever is logged in stays so in no copy, and sizes of pictures are made when they are asked for.
LEFT_OUT = frozenset({"django_session", "core_portalrendition"})


def write(database: str, target: Path) -> None:
    """Write the database at the address `database` ("sqlite:///…", "postgres://…"), compressed."""
    is_sqlite = database.startswith("sqlite:///")
    lines = _sqlite_lines(_path(database)) if is_sqlite else _postgresql_lines(database)
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.writelines(f"{line}\n".encode() for line in lines)


def read(source: Path, database: str) -> None:
    """Put what `write` has written into the empty database at `database`."""
    if database.startswith("sqlite:///"):
        with closing(sqlite3.connect(_path(database))) as connection:
            connection.executescript(statements(source))
    else:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(statements(source).encode())


def statements(source: Path) -> str:
    """Return the SQL of a file that `write` has written."""
    return gzip.decompress(source.read_bytes()).decode()


@contextmanager
def empty_database(beside: Any, folder: Path) -> Iterator[str]:
    """Yield the name of a new database where the connection `beside` has its own."""
    if beside.vendor == "sqlite":
        yield str(folder / "portal.sqlite3")
        return
    name = f"{beside.settings_dict['NAME']}_{folder.name}"
    with beside._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield name
    finally:
        with beside._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _path(database: str) -> str:
    return database.removeprefix("sqlite:///")


def _sqlite_lines(path: str) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(_TABLES).fetchall()
        yield "BEGIN;"
        yield from (f"{sql};" for _name, sql in tables)
        for name, sql in tables:
            if name not in LEFT_OUT:
                is_virtual = sql.startswith("CREATE VIRTUAL")
                yield from _rows(connection, name, key="rowid" if is_virtual else "")
        # Triggers would write a second time what stands in the full-text tables already.
        later = "SELECT sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql != ''"
        yield from (f"{sql};" for (sql,) in connection.execute(f"{later} ORDER BY type, name"))
        yield "COMMIT;"


def _rows(connection: sqlite3.Connection, table: str, key: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    named = [key] * bool(key) + [f'"{column}"' for column in columns]
    # Texts may hold line ends: `quote` keeps them as they are.
    quoted = " || ',' || ".join(f"quote({column})" for column in named)
    rows = connection.execute(f'SELECT {quoted} FROM "{table}" ORDER BY {named[0]}')  # noqa: S608
    for (values,) in rows:
        yield f'INSERT INTO "{table}" ({",".join(named)}) VALUES ({values});'  # noqa: S608


def _postgresql_lines(database: str) -> Iterator[str]:
    command = ["pg_dump", "--no-owner", "--no-privileges", "--no-comments", "--inserts"]
    command += ["--rows-per-insert=50", *(f"--exclude-table-data={name}" for name in LEFT_OUT)]
    program = shutil.which("pg_dump")
    if program is None:
        raise FileNotFoundError("pg_dump is missing: apt-get install postgresql-client")
    done = subprocess.run(
        [program, *command[1:], database],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PGTZ": "UTC"},
    )
    for line in done.stdout.split("\n"):
        if not _NO_STATEMENT.match(line):
            yield line
