"""What is kept warm between requests, as tests have to forget it."""

from django.core.cache import caches

from core.freshness import restrictions


def clear_caches() -> None:
    """Forget what was kept warm: it belongs to one state of one database."""
    for name in ("default", "stamps"):
        caches[name].clear()
    restrictions.forget()
