"""What is kept warm between requests, as tests have to forget it."""

from django.core.cache import cache

from core.freshness import changes, kept_warm
from searching.facets import building


def clear_caches() -> None:
    """Forget what was kept warm: it belongs to one state of one database."""
    cache.clear()
    kept_warm.forget()
    for keeper in (kept_warm.in_process, kept_warm.pages, kept_warm.entries):
        keeper.clear()
    changes.here.are_pending = changes.here.is_answering = False
    changes.here.stamp = None
    building.forget()
