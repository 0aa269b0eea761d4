"""Where the portal keeps its rows and what it keeps warm, as Django wants it described."""

from config.env import database_url

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
        # What is deleted is overwritten; see casework.erasing.remains for the rest.
        " PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
    ),
}


def database(default: str) -> dict[str, object]:
    """Return Django's description of the database that DATABASE_URL (or `default`) names."""
    described = database_url(default)
    if described["ENGINE"] == "django.db.backends.sqlite3":
        described["OPTIONS"] = dict(_SQLITE_OPTIONS)
    else:
        described["CONN_MAX_AGE"] = 60
        described["CONN_HEALTH_CHECKS"] = True
        # As long as SQLite waits for its lock; then the sender gets a page that keeps the text.
        described["OPTIONS"] = {"options": "-c lock_timeout=20s"}
    return described


def caches(redis_url: str) -> dict[str, dict[str, object]]:
    """Return the cache: Redis, or each process's own memory.

    Nothing in it must be there: it saves work and is the source of nothing.
    """
    if redis_url:
        return {"default": {"BACKEND": "core.freshness.redis.RedisCache", "LOCATION": redis_url}}
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        },
    }
