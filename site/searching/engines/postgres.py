"""Full text in PostgreSQL: weighted vectors with a GIN index."""

from collections.abc import Iterable, Sequence

from django.db import connection

from searching.engines.contract import Indexed, Match
from searching.words.query import Query, Term

# PostgreSQL's limits for one vector: the last position, and positions of one word.
_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
# Weights of text, summary, codes and title; 1 divides by the logarithm of the length.
_SCORE = "-ts_rank_cd('{0.1, 0.4, 0.8, 1.0}', searching_index.vector, %s::tsquery, 1)"


class PostgresEngine:
    """The index of an installation with a database server."""

    def match(self, query: Query) -> Match:
        """Return the condition for `query`; every word is quoted, so none is an operator."""
        asked = " & ".join(_alternatives(term) for term in query.terms)
        return Match(
            table="searching_index",
            entry_id="searching_index.entry_id",
            condition="searching_index.vector @@ %s::tsquery",
            parameters=(asked,),
            score=_SCORE,
            score_parameters=(asked,),
        )

    def write(self, rows: Sequence[Indexed]) -> None:
        """Index `rows`."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO searching_index (entry_id, vector) VALUES (%s, %s::tsvector)"
                " ON CONFLICT (entry_id) DO UPDATE SET vector = excluded.vector",
                [(row.entry_id, _vector(row)) for row in rows],
            )

    def erase(self, entry_ids: Sequence[int]) -> None:
        """Forget these entries."""
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM searching_index WHERE entry_id = ANY(%s)", [list(entry_ids)]
            )

    def tidy(self) -> None:
        """Tell the planner what the tables hold now; the rest is autovacuum's."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE searching_index, searching_searchentry, searching_searchfacet")


def _vector(row: Indexed) -> str:
    """Return the vector as text. The words come ready from `analysis`, so no dictionary is used."""
    positions: dict[str, list[str]] = {}
    at = 0
    for tokens, weight in _weighted(row):
        for token in tokens:
            at = min(at + 1, _LAST_POSITION)
            places = positions.setdefault(token, [])
            if len(places) < _MOST_POSITIONS:
                places.append(f"{at}{weight}")
    return " ".join(f"{_quoted(token)}:{','.join(at)}" for token, at in positions.items())


def _weighted(row: Indexed) -> Iterable[tuple[Sequence[str], str]]:
    return ((row.title, "A"), (row.codes, "B"), (row.summary, "C"), (row.text, "D"))


def _alternatives(term: Term) -> str:
    whole = [form for form in term.equals if form not in term.begins]
    forms = [_quoted(form) for form in whole] + [f"{_quoted(form)}:*" for form in term.begins]
    return f"({' | '.join(forms)})"


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
