"""SQLite: a file, and what lies beside it."""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from django.db import connection, connections

from casework.files.private_storage import sync_folder
from config.backups import contents
from config.backups.refusal import BackupRefused
from config.backups.written import pieces_of, write_new, write_pieces

# As long as the portal itself waits for a lock.
_PATIENCE_S = 20.0
_TABLES = """
    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
"""
# Of another database, each would be applied to the one that is put in its place.
_BESIDE = ("-wal", "-shm", "-journal")


class SQLite:
    """The file of the portal."""

    kind: Literal["sqlite"] = "sqlite"
    file_name = "database.sqlite3"

    def copy(self, target: Path) -> contents.Contents:
        """Copy while others write: readers of SQLite's journal hold up nobody.

        What was erased has no traces in the copy, as it has none in a file after `VACUUM`.
        """
        write_new(target).close()
        try:
            with closing(_opened(_path())) as living:
                living.execute("VACUUM INTO ?", [str(target)])
            with closing(_opened(target)) as copied:
                ((said,),) = copied.execute("PRAGMA integrity_check(1)").fetchall()
                if said != "ok":
                    raise BackupRefused(f"The database is damaged: {said}")
                return _contents(copied)
        except sqlite3.Error as failure:
            raise BackupRefused(f"The database {_path()} cannot be copied: {failure}.") from failure

    def contents(self) -> contents.Contents:
        """Return what is in the file now."""
        with closing(_opened(_path())) as living:
            living.execute("BEGIN")
            return _contents(living)

    def refuse_unless_empty(self) -> None:
        """Refuse a file that a process has open, and one with any table."""
        path = _path()
        if not path.parent.is_dir():
            raise BackupRefused(f"The folder of the database does not exist: {path.parent}")
        if any(_is_held(each) for each in (path, *_beside(path)) if each.exists()):
            raise BackupRefused(f"{path} is in use. Stop the server and the worker first.")
        if path.exists() and _tables_of(path) != 0:
            raise BackupRefused(
                f"There is a database already: {path}. Nothing is restored over it. Let "
                "DATABASE_URL name a file that does not exist, restore there, and switch when you "
                "have seen it."
            )

    def refuse_unreadable(self, source: Path) -> None:
        """Every SQLite reads it."""

    def put_back(self, source: Path) -> None:
        """Put the copy in place, without what an earlier database left beside it."""
        # One of our own would go on with the file that is replaced.
        connections.close_all()
        self.refuse_unless_empty()
        path = _path()
        unfinished = path.with_name(f"{path.name}.restoring")
        unfinished.unlink(missing_ok=True)
        write_pieces(unfinished, pieces_of(source))
        _sync(unfinished)
        for each in _beside(path):
            each.unlink(missing_ok=True)
        sync_folder(path.parent)
        unfinished.replace(path)
        sync_folder(path.parent)


def _path() -> Path:
    name = str(connection.settings_dict["NAME"])
    if not name or ":memory:" in name or name.startswith("file:"):
        raise BackupRefused("The database is in memory only.")
    return Path(name).resolve()


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + addition) for addition in _BESIDE]


def _opened(path: Path) -> sqlite3.Connection:
    """Open what is there; a database that is missing is not made here."""
    address = f"file:{quote(str(path))}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE_S, isolation_level=None)


def _contents(opened: sqlite3.Connection) -> contents.Contents:
    return contents.contents(opened.execute, [name for (name,) in opened.execute(_TABLES)])


def _tables_of(path: Path) -> int | None:
    """Return how many tables there are, or None in what is no database."""
    try:
        with closing(_opened(path)) as opened:
            ((number,),) = opened.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.Error:
        return None
    return int(number)


def _is_held(path: Path) -> bool:
    """Whether another process has the file open as a database: SQLite's locks are the system's."""
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
