"""Full text in SQLite: an FTS5 table whose row ids are the ids of the entries.

The migration makes it with the `ascii` tokenizer. The words come ready from `analysis`, so what
lies beyond ASCII is always a letter, and nothing is folded once more.
"""

from collections.abc import Sequence

from django.db import connection

from searching.engines.contract import Indexed, Match
from searching.words.query import Query, Term

# Weights of title, codes, summary and text.
_SCORE = "bm25(searching_index, 10.0, 8.0, 4.0, 1.0)"


class SqliteEngine:
    """The index of an embedded installation."""

    def match(self, query: Query) -> Match:
        """Return the FTS5 condition for `query`; every word is quoted, so none is an operator."""
        return Match(
            table="searching_index",
            entry_id="searching_index.rowid",
            condition="searching_index MATCH %s",
            parameters=(" AND ".join(_alternatives(term) for term in query.terms),),
            score=_SCORE,
            # Words first, then their entries. Left to itself SQLite may ask the index once for
            # every entry of a kind, which takes seconds.
            join="CROSS JOIN",
        )

    def write(self, rows: Sequence[Indexed]) -> None:
        """Index `rows`."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO searching_index (rowid, title, codes, summary, body)"
                " VALUES (%s, %s, %s, %s, %s)",
                [
                    (
                        row.entry_id,
                        " ".join(row.title),
                        " ".join(row.codes),
                        " ".join(row.summary),
                        " ".join(row.text),
                    )
                    for row in rows
                ],
            )

    def erase(self, entry_ids: Sequence[int]) -> None:
        """Forget these entries."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM searching_index WHERE rowid = %s", [(pk,) for pk in entry_ids]
            )

    def tidy(self) -> None:
        """Merge the many small parts that writing leaves behind."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO searching_index (searching_index) VALUES ('optimize')")


def _alternatives(term: Term) -> str:
    # A whole word stands beside its own beginning, so that it counts for more.
    forms = [f'"{form}"' for form in term.equals] + [f'"{form}"*' for form in term.begins]
    return f"({' OR '.join(forms)})"
