"""The SQL that counts and reads a selection of entries.

It is written out because Django's ORM can neither join a full-text table nor count all groups of
options at once. Values are always parameters; what is put into the text of a statement are names
and numbers made here.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from searching.engines import Match, engine
from searching.words.query import Query

if TYPE_CHECKING:
    from searching.lists.selection import Selection

# A group with more options than this offers those with the most hits. A district has some sixty
# places, and each of them can be chosen.
MOST_OPTIONS = 80
# As much of a text as an excerpt is looked for in.
_SEARCHED_TEXT = 12_000
_COLUMNS = ("id", "key", "kind", "title", "sort_title", "summary", "address", "language")
_COLUMNS_SQL = ", ".join(f"e.{name}" for name in (*_COLUMNS, "date", "card"))

_ORDERS = {
    "title": "e.sort_title",
    "-date": "e.date IS NULL, e.date DESC, e.sort_title",
}


class Sql:
    """A piece of SQL with its parameters, in the order in which they stand in it."""

    def __init__(self, text: str = "", *parameters: Any) -> None:
        self.text = text
        self.parameters = list(parameters)

    def add(self, text: str, *parameters: Any) -> None:
        self.text += text
        self.parameters += parameters


# ---------------------------------------------------------------- counting


def counting(selection: "Selection", names: Sequence[str]) -> Sql:
    """Return the statement whose rows are name, key, label and count of each option.

    The row without a name is the selection as a whole.
    """
    flags = {name: f"in_{number}" for number, name in enumerate(selection.chosen)}
    sql = Sql("WITH hits AS (SELECT e.id, e.language")
    for name, flag in flags.items():
        has = _has_value(selection, name)
        sql.add(f", {has.text} AS {flag}", *has.parameters)
    _add_source(sql, selection)
    all_chosen = " AND ".join(flags.values()) or "1 = 1"
    sql.add(") SELECT '' AS name, '' AS key, '' AS label, COUNT(*) FROM hits")
    sql.add(f" WHERE {all_chosen}")
    if not names:
        return sql
    label = "(SELECT l.label FROM searching_searchfacet l WHERE l.id = c.labelled)"
    sql.add(f" UNION ALL SELECT c.name, c.key, {label}, c.number FROM (")  # noqa: S608 - no value
    counted = _counted_sql(selection, names, flags)
    sql.add(counted.text, *counted.parameters)
    sql.add(f") c WHERE c.place <= {MOST_OPTIONS}")
    for name, keys in selection.chosen.items():
        sql.add(f" OR (c.name = %s AND c.key IN ({_marks(keys)}))", name, *keys)
    return sql


def _counted_sql(selection: "Selection", names: Sequence[str], flags: Mapping[str, str]) -> Sql:
    """Return the statement that counts options, each with a row whose label can be shown.

    It touches nothing of the facets but what their index holds; labels are read afterwards, for
    the few options that are left.
    """
    sql = Sql(
        "SELECT f.name, f.key, COUNT(*) AS number,"
        " COALESCE(MIN(CASE WHEN h.language = %s THEN f.id END), MIN(f.id)) AS labelled,"
        " ROW_NUMBER() OVER (PARTITION BY f.name ORDER BY COUNT(*) DESC, f.key) AS place"
        " FROM hits h JOIN searching_searchfacet f ON f.entry_id = h.id",
        selection.language,
    )
    valid = _is_valid(selection)
    sql.add(f" WHERE {valid.text} AND f.name IN ({_marks(names)})", *valid.parameters, *names)
    for name, flag in flags.items():
        sql.add(f" AND ({flag} OR f.name = %s)", name)
    sql.add(" GROUP BY f.name, f.key")
    return sql


# ---------------------------------------------------------------- reading


def reading(selection: "Selection", offset: int, limit: int) -> Sql:
    """Return the statement for one page: ids first, so that only what is shown is carried."""
    match = _match(selection)
    sql = Sql(f"SELECT {_COLUMNS_SQL}")
    if match:
        sql.add(", SUBSTR(t.text, 1, %s) AS searched_text", _SEARCHED_TEXT)
    sql.add(" FROM (SELECT e.id")
    order = ["own_language DESC"]
    sql.add(", CASE WHEN e.language = %s THEN 1 ELSE 0 END AS own_language", selection.language)
    if match:
        in_title = _title_rank(selection.query)
        sql.add(f", {in_title.text} AS in_title", *in_title.parameters)
        sql.add(f", {match.score} AS score", *match.score_parameters)
        order.append("in_title DESC")
    if match and selection.order == "relevance":
        order.append("score")
    else:
        order.append(_ORDERS.get(selection.order, _ORDERS["title"]))
    _add_source(sql, selection)
    _add_chosen(sql, selection)
    inner = ", ".join([*order, "e.id"])
    sql.add(f" ORDER BY {inner} LIMIT %s OFFSET %s", limit, offset)
    sql.add(") found JOIN searching_searchentry e ON e.id = found.id")
    if match:
        sql.add(" LEFT JOIN searching_searchtext t ON t.entry_id = e.id")
    sql.add(f" ORDER BY {inner}")
    return sql


def stepping(selection: "Selection", after: tuple[str, int] | None, limit: int) -> Sql:
    """Return the statement for the next entries by title, after the one with that title and id."""
    sql = Sql(f"SELECT {_COLUMNS_SQL}")
    _add_source(sql, selection)
    _add_chosen(sql, selection)
    if after is not None:
        sql.add(" AND (e.sort_title, e.id) > (%s, %s)", *after)
    sql.add(" ORDER BY e.sort_title, e.id LIMIT %s", limit)
    return sql


def matching(query: Query) -> Sql:
    """Return the statement for the ids of all entries that the words of `query` find."""
    match = engine().match(query)
    return Sql(
        f"SELECT {match.entry_id} FROM {match.table} WHERE {match.condition}",  # noqa: S608
        *match.parameters,
    )


# ---------------------------------------------------------------- parts


def _match(selection: "Selection") -> Match | None:
    return engine().match(selection.query) if selection.query.terms else None


def _add_source(sql: Sql, selection: "Selection") -> None:
    """Add FROM and WHERE: the entries before any facet is chosen."""
    match = _match(selection)
    if match:
        sql.add(f" FROM {match.table} {match.join} searching_searchentry e")
        sql.add(f" ON e.id = {match.entry_id}")
    else:
        sql.add(" FROM searching_searchentry e")
    sql.add(" WHERE 1 = 1")
    if match:
        sql.add(f" AND {match.condition}", *match.parameters)
    if selection.kind is not None:
        sql.add(" AND e.kind = %s", selection.kind)


def _add_chosen(sql: Sql, selection: "Selection") -> None:
    """Add to WHERE that an entry has a chosen value of each facet in which any is chosen."""
    for name in selection.chosen:
        has = _has_value(selection, name)
        sql.add(f" AND {has.text}", *has.parameters)


def _title_rank(query: Query) -> Sql:
    """Return 2 for the very title that was searched for, 1 for a title with all the words.

    The engines' own weights do not do that: one word in a long text can outweigh a title.
    """
    sql = Sql("CASE WHEN e.title_key = %s THEN 2", query.title_key)
    words = []
    for term in query.terms:
        # Letters and digits only, so that nothing in them is a wildcard.
        patterns = [f"% {form}%" for form in term.begins] + [f"% {form} %" for form in term.equals]
        words.append(
            Sql(" OR ".join(["(' ' || e.title_key || ' ') LIKE %s"] * len(patterns)), *patterns)
        )
    sql.add(" WHEN " + " AND ".join(f"({word.text})" for word in words))
    sql.parameters += [value for word in words for value in word.parameters]
    sql.add(" THEN 1 ELSE 0 END")
    return sql


def _has_value(selection: "Selection", name: str) -> Sql:
    """Return the condition that an entry has one of the values chosen for the facet `name`."""
    keys = selection.chosen[name]
    sql = Sql("e.id IN (SELECT f.entry_id FROM searching_searchfacet f WHERE f.name = %s", name)
    sql.add(f" AND f.key IN ({_marks(keys)})", *keys)
    valid = _is_valid(selection)
    sql.add(f" AND {valid.text})", *valid.parameters)
    return sql


def _is_valid(selection: "Selection") -> Sql:
    now = connection.ops.adapt_datetimefield_value(selection.now)
    return Sql(
        "(f.valid_from IS NULL OR f.valid_from <= %s)"
        " AND (f.valid_until IS NULL OR f.valid_until > %s)",
        now,
        now,
    )


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
