"""Keeps the files beside a SQLite database in place while the portal is served.

They go with the last connection, and whoever comes next makes them anew before reading anything.
On a full disk there is no room for that, and every page would be a 503. Requests still open
connections of their own, so a database that was replaced by its backup is met at once.
"""

import sqlite3
from typing import Any
from urllib.parse import quote

from django.core.signals import request_started
from django.db import connection

_kept: dict[str, sqlite3.Connection] = {}


def keep_open() -> None:
    """Hold a connection from the first request on: a process that forks others must have none."""
    request_started.connect(_hold, dispatch_uid="config.kept_open")


def _hold(**kwargs: Any) -> None:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name in _kept:
        return
    try:
        # A database that is missing is not made here.
        held = sqlite3.connect(f"file:{quote(name)}?mode=rw", uri=True, check_same_thread=False)
        held.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        # The request itself will find the same, and say so.
        return
    _kept[name] = held
