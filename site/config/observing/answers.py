"""A line and a count for each answered request."""

import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings

from core.logs.answered import Answered
from core.logs.asked import KIND, REQUEST_ID, ROUTE

logger = logging.getLogger(Answered.logger)

# What a client writes there may be any text.
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


def tell_of_answer(environ: Mapping[str, Any], status: int, seconds: float) -> None:
    """Tell of one request, by the `environ` that it was asked with; see config.doorstep."""
    kind = environ.get(KIND, "refused")
    if logger.isEnabledFor(logging.INFO):
        method = environ.get("REQUEST_METHOD", "")
        logger.handle(
            Answered(
                method=method if method in _METHODS else "",
                kind=kind,
                status=status,
                duration_ms=round(seconds * 1000, 1),
                request_id=environ.get(REQUEST_ID, ""),
                route=environ.get(ROUTE, ""),
            )
        )
    if settings.METRICS_TOKEN:
        _count()(kind, status, seconds)


def tell_of_kept(how: str, held: int, entries: int) -> None:
    """Tell of one answer of the page cache, and what that holds."""
    if settings.METRICS_TOKEN:
        _count_kept()(how, held, entries)


@cache
def _count() -> Callable[[str, int, float], None]:
    # Not before the first request: a process that forks others must have no file of its own.
    from config.observing.counters import count_answer  # noqa: PLC0415

    return count_answer


@cache
def _count_kept() -> Callable[[str, int, int], None]:
    # As above.
    from config.observing.counters import count_kept  # noqa: PLC0415

    return count_kept
