"""Counts of this process, in files that every process of the server reads.

To be imported with the first request, in the process that answers it: prometheus-client chooses
when it is imported whether it keeps files, and where.
"""

from typing import Any

from config.observing.folder import use_folder

FOLDER = use_folder()

from prometheus_client import Counter, Gauge, Histogram  # noqa: E402 - looks for the folder

from core.logs.failures import failed  # noqa: E402

# In seconds: what readers notice, what they wait for, and what they do not.
_BUCKETS = (0.005, 0.025, 0.1, 0.3, 1, 3, 10, 30)

_answers = Histogram(
    "portal_request_seconds",
    "How long answers took after the body was there, by kind of address and class of status.",
    ["kind", "status"],
    buckets=_BUCKETS,
)
_failures = Counter(
    "portal_failures",
    "Faults of the portal (error), and times when something below it did not answer.",
    ["what"],
)
_kept = Counter(
    "portal_page_cache_answers",
    "Answers by the page cache: hit, stale, collapsed, stored, miss, or why they passed by.",
    ["how"],
)
_held = Gauge(
    "portal_page_cache_bytes",
    "What the page caches of all processes hold.",
    multiprocess_mode="sum",
)
_entries = Gauge(
    "portal_page_cache_entries",
    "How many answers the page caches of all processes hold.",
    multiprocess_mode="sum",
)


def count_answer(kind: str, status: int, seconds: float) -> None:
    """Count one answer."""
    _answers.labels(kind, f"{status // 100}xx").observe(seconds)


def count_kept(how: str, held: int, entries: int) -> None:
    """Count one answer of the page cache, and tell what it holds now."""
    _kept.labels(how).inc()
    if how != "hit":
        _held.set(held)
        _entries.set(entries)


def _count_failure(what: str, **kwargs: Any) -> None:
    _failures.labels(what).inc()


failed.connect(_count_failure, dispatch_uid="config.observing.counters")
# Named from the beginning, so that their growth is seen.
for _what in ("error", "database", "cache", "storage"):
    _failures.labels(_what)
