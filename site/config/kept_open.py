"""Keeps a SQLite database open while the portal is served, for as long as it is the same file.

The files beside it go with the last connection, and whoever comes next makes them anew before
reading anything. On a full disk there is no room for that, and every page would be a 503. So the
process holds one connection that nobody uses.

Each thread goes on with a connection of its own, as on PostgreSQL: opening one, which reads what
tables there are, takes as long as all that a page asks. It is closed when another file has come in
the place of the database, so that one that was replaced by its backup is met at once.
"""

import os
import sqlite3
from typing import Any
from urllib.parse import quote

from django.core.signals import request_started
from django.db import connection

# A file as the system knows it, whatever its name.
_File = tuple[int, int] | None
# Which file a thread's connection was opened for.
_OPENED = "portal_file"
_kept: dict[str, tuple[_File, sqlite3.Connection]] = {}


def keep_open() -> None:
    """Hold a connection from the first request on: a process that forks others must have none."""
    request_started.connect(_on_request, dispatch_uid="config.kept_open")


def close_if_replaced() -> None:
    """Close this thread's connection where another file lies in the place of its database.

    One that was overwritten in place is the same file, and not noticed.
    """
    if connection.vendor != "sqlite":
        return
    file = _file_at(str(connection.settings_dict["NAME"]))
    if getattr(connection, _OPENED, file) != file:
        connection.close()
    setattr(connection, _OPENED, file)


def _on_request(**kwargs: Any) -> None:
    if connection.vendor != "sqlite":
        return
    close_if_replaced()
    name = str(connection.settings_dict["NAME"])
    file = _file_at(name)
    if name not in _kept or _kept[name][0] != file:
        _hold(name, file)


def _file_at(name: str) -> _File:
    try:
        found = os.stat(name)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _hold(name: str, file: _File) -> None:
    try:
        # A database that is missing is not made here.
        held = sqlite3.connect(f"file:{quote(name)}?mode=rw", uri=True, check_same_thread=False)
        held.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        # The request itself will find the same, and say so.
        return
    _kept[name] = (file, held)
