"""What is kept warm between requests, as tests have to forget it."""

from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_save

from core.freshness import changes, kept_warm, present
from core.models import PublicChange
from searching.facets import building


def clear_caches() -> None:
    """Forget what was kept warm: it belongs to one state of one database."""
    # A test's own changes are never committed, and yet the reader that it sends sees them.
    post_save.connect(_on_change, sender=PublicChange, dispatch_uid="tests.warmth")
    cache.clear()
    present.forget()
    for keeper in (kept_warm.in_process, kept_warm.pages, kept_warm.entries):
        keeper.clear()
    changes.here.are_pending = changes.here.is_answering = False
    changes.here.stamp = None
    building.forget()


def _on_change(**_told: Any) -> None:
    present.forget()
