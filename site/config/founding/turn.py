"""One at a time prepares a portal, on one host or on many."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

# Any number that nothing else on this database uses.
_TURN = 7_365_748_201
_FILE = "prepare.lock"


@contextmanager
def one_at_a_time(waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the turn, also before there is any table; call `waiting` when another has it.

    It ends with this process, however that ends.
    """
    database = str(connection.settings_dict["NAME"])
    turn = _on_disk(Path(database).with_name(_FILE), waiting)
    if connection.vendor == "postgresql":
        turn = _in_postgresql(waiting)
    with turn:
        yield


@contextmanager
def _on_disk(path: Path, waiting: Callable[[], object]) -> Iterator[None]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _in_postgresql(waiting: Callable[[], object]) -> Iterator[None]:
    # A connection of its own, so that nothing that is done meanwhile lets it go.
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_TURN])
            if not cursor.fetchone()[0]:
                waiting()
                # Migrating takes longer than anybody else waits for a lock.
                cursor.execute("SET lock_timeout = 0")
                cursor.execute("SET statement_timeout = 0")
                cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        yield
    finally:
        holder.close()
