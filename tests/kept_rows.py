"""Rows that many tests begin with: made once by the models, then only put in again.

Making a front page with its lists takes a fifth of a second, and most tests have one.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

Rows = Counter[tuple[Any, ...]]
# The full-text index. In SQLite its key is a column that `SELECT *` leaves out, and it lies in
# tables of its own; Wagtail's index is written by triggers of the table beside it.
_INDEX = "searching_index"
# Each row tells of a change once, and is counted, not looked up: others may have its key by then.
_CHANGES = "core_publicchange"
_SQLITE_TABLES = """
    SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
"""


@dataclass(frozen=True)
class KeptRows:
    """What some rows were, and what they are: by table the columns, those gone, those come."""

    tables: dict[str, tuple[list[str], Rows, Rows]]

    @classmethod
    def made_by(cls, make: Callable[[], None]) -> "KeptRows":
        """Call `make` and return what it has done to the database."""
        before = _everything()
        make()
        after = _everything()
        changed = {
            name: (columns, before[name][1] - rows, rows - before[name][1])
            for name, (columns, rows) in after.items()
            if rows != before[name][1]
        }
        return cls(changed)

    def put_in(self) -> None:
        """Do the same again to a database that is as it was. Keys are the same, too."""
        with transaction.atomic(), connection.cursor() as cursor:
            for name, (columns, gone, come) in self.tables.items():
                # A row is known by its key, the first column of every table of ours.
                keys = [row[:1] for row in gone]
                cursor.executemany(f'DELETE FROM "{name}" WHERE "{columns[0]}" = %s', keys)  # noqa: S608
                named = ", ".join(f'"{column}"' for column in columns)
                marks = ", ".join(["%s"] * len(columns))
                rows = list(come.elements())
                cursor.executemany(f'INSERT INTO "{name}" ({named}) VALUES ({marks})', rows)  # noqa: S608


def _everything() -> dict[str, tuple[list[str], Rows]]:
    found = {}
    with connection.cursor() as cursor:
        for name in set(_tables(cursor)) - {_CHANGES}:
            key = "rowid, " if (connection.vendor, name) == ("sqlite", _INDEX) else ""
            cursor.execute(f'SELECT {key}* FROM "{name}"')  # noqa: S608 - our own tables
            columns = [column[0] for column in cursor.description]
            found[name] = (columns, Counter(cursor.fetchall()))
    return found


def _tables(cursor: Any) -> list[str]:
    if connection.vendor != "sqlite":
        return connection.introspection.table_names(cursor)
    cursor.execute(_SQLITE_TABLES)
    return [name for (name,) in cursor.fetchall()] + [_INDEX]
