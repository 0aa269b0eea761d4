"""The database of the portal, as a backup sees it: SQLite or PostgreSQL."""

from django.db import connection

from config.backups.engines.contract import Engine
from config.backups.engines.postgres import Postgres
from config.backups.engines.sqlite import SQLite


def engine() -> Engine:
    """Return the one that DATABASE_URL names."""
    return SQLite() if connection.vendor == "sqlite" else Postgres()
