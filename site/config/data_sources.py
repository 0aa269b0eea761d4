"""Where the portal keeps its rows and what it keeps warm, as Django wants it described."""

from typing import Any

from config.env import database_url

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4000;"
        # What is deleted is overwritten; see casework.erasing.remains for the rest.
        " PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
    ),
}
# A database that does not answer is known to be away before readers give up, even if it has two
# addresses. A host that is gone is noticed by who waits for it, too: after 30 seconds.
_REACHED = {
    "connect_timeout": 2,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
# As long as SQLite waits for its lock; then the sender gets a page that keeps the text. What serves
# has more limits: see config.statement_limits.
_SESSION = "-c lock_timeout=20s"


def database(default: str) -> dict[str, Any]:
    """Return Django's description of the database that DATABASE_URL (or `default`) names.

    Options that the address brings along go before ours.
    """
    described: dict[str, Any] = database_url(default)
    given: dict[str, Any] = described.get("OPTIONS", {})
    described.setdefault("CONN_MAX_AGE", 60)
    if described["ENGINE"] == "django.db.backends.sqlite3":
        described["OPTIONS"] = {**_SQLITE_OPTIONS, **given}
    else:
        described["CONN_HEALTH_CHECKS"] = True
        # Of what is said twice in one text, the last counts.
        session = f"{_SESSION} {given.get('options', '')}".strip()
        described["OPTIONS"] = {**_REACHED, **given, "options": session}
        described["ENGINE"] = "config.postgresql"
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
