"""The database's own full-text index, one module per database.

Each keeps one row per entry in the table `searching_index`, apart from Django's models, and
answers which entries a search finds and how well. Both are given words that `analysis` has
already reduced, so that they find the same things.
"""

from django.db import connection

from searching.engines import postgres, sqlite
from searching.engines.contract import Engine, Indexed, Match

__all__ = ["Engine", "Indexed", "Match", "engine"]

_ENGINES: dict[str, Engine] = {
    "sqlite": sqlite.SqliteEngine(),
    "postgresql": postgres.PostgresEngine(),
}


def engine() -> Engine:
    """Return the engine of the database in use."""
    return _ENGINES[connection.vendor]
