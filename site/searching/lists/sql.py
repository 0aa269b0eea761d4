"""The SQL that finds words, the best first.

It is written out because Django's ORM cannot join a full-text table. Values are always parameters;
what is put into the text of a statement are names made here.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from searching.engines import engine
from searching.words.query import Query

_ORDERS = {
    "title": "e.sort_title",
    "-date": "e.date IS NULL, e.date DESC, e.sort_title",
}


def ids_by_rank(query: Query, kind: str | None, language: str, order: str) -> list[int]:
    """Return the ids of the entries that the words of `query` find, among all or those of a kind.

    Those in `language` come first, then those whose title says it; `order` decides about the rest.
    """
    match, (in_title, words) = engine().match(query), _in_title(query)
    rank = match.score if order == "relevance" else _ORDERS.get(order, _ORDERS["title"])
    of_kind = " AND e.kind = %s" if kind is not None else ""
    statement = (
        f"SELECT e.id FROM {match.table} {match.join}"  # noqa: S608
        f" searching_searchentry e ON e.id = {match.entry_id} WHERE {match.condition}{of_kind}"
        f" ORDER BY CASE WHEN e.language = %s THEN 0 ELSE 1 END, {in_title},"
        f" {rank}, e.id"
    )
    values = [*match.parameters, *([] if kind is None else [kind]), language, *words]
    values += match.score_parameters if order == "relevance" else ()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def matching(query: Query) -> RawSQL:
    """Return the ids of the entries that the words of `query`, which has terms, find."""
    match = engine().match(query)
    return RawSQL(  # noqa: S611 - what was typed is a parameter
        f"SELECT {match.entry_id} FROM {match.table} WHERE {match.condition}",  # noqa: S608
        match.parameters,
    )


def _in_title(query: Query) -> tuple[str, list[str]]:
    """Return what is 0 for the very title that was searched for, 1 for one with all the words.

    The engines' own weights do not do that: one word in a long text can outweigh a title.
    """
    words, values = [], [query.title_key]
    for term in query.terms:
        # Letters and digits only, so that nothing in them is a wildcard.
        forms = [f"% {form}%" for form in term.begins] + [f"% {form} %" for form in term.equals]
        words.append(" OR ".join(["(' ' || e.title_key || ' ') LIKE %s"] * len(forms)))
        values += forms
    all_words = " AND ".join(f"({word})" for word in words)
    return f"CASE WHEN e.title_key = %s THEN 0 WHEN {all_words} THEN 1 ELSE 2 END", values
