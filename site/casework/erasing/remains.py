"""Sees to it that what was erased does not stay in the bytes of the database.

PostgreSQL does that by itself (autovacuum). In SQLite, `PRAGMA secure_delete` (config.data_sources)
overwrites what is deleted; but rows that had moved to another page leave a copy where they stood,
the full-text index keeps words until its parts are merged, and the journal holds what was written
until it is copied and cut.
"""

import logging
from datetime import datetime

from django.db import OperationalError, connection

logger = logging.getLogger(__name__)

_FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"


def wipe(now: datetime) -> None:
    """Write the file anew without what is gone, and empty the journal.

    Takes a second for each hundred megabytes, in which nobody else can write. Raises
    OperationalError when somebody reads or writes all the while; the daily job tries again.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for (table,) in cursor.execute(_FULL_TEXT).fetchall():
            cursor.execute(f'INSERT INTO "{table}" ("{table}") VALUES (\'optimize\')')  # noqa: S608
        # The copy is as large as the database; memory is for other things.
        cursor.execute("PRAGMA temp_store=FILE")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA temp_store=MEMORY")
        (is_busy, *_pages) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise OperationalError("The journal could not be emptied: somebody reads it.")
