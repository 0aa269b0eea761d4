"""For how long a request may wait for the database, in all its statements together.

A limit that the database itself keeps (`statement_timeout`) is worth nothing when the database,
its host or the network between has fallen silent. So the client counts as well.
"""

import time
from collections.abc import Mapping
from threading import local
from typing import Any

from django.conf import settings
from django.core.signals import request_started

# Load balancers give up soon after it.
READY_WITHIN_S = 2.0
_READ_ONLY = ("GET", "HEAD")


class _Thread(local):
    """What one thread may still wait, in seconds; None is without an end."""

    left: float | None = None


_thread = _Thread()
_waiting_has_ends = False


def begin_counting() -> None:
    """Let each request of this process have an end to its waiting."""
    global _waiting_has_ends
    _waiting_has_ends = True
    request_started.connect(_begin, dispatch_uid="config.postgresql.patience")


def stop_counting() -> None:
    """Let this process wait as long as it takes."""
    global _waiting_has_ends
    _waiting_has_ends = False
    _thread.left = None
    request_started.disconnect(dispatch_uid="config.postgresql.patience")


def is_counting() -> bool:
    """Whether this process serves."""
    return _waiting_has_ends


def have(seconds: float | None) -> None:
    """Let this thread wait for so long from now on."""
    _thread.left = seconds


def spend(seconds: float) -> bool:
    """Count what was waited; whether this thread may wait for longer."""
    if _thread.left is None:
        return True
    _thread.left -= seconds
    return _thread.left > 0


def of_request(environ: Mapping[str, Any]) -> float | None:
    """Return for how long a request may wait: a reader briefly; who sends or has a session, not."""
    if environ.get("PATH_INFO") == "/readyz":
        return READY_WITHIN_S
    is_reading = environ.get("REQUEST_METHOD") in _READ_ONLY
    if not is_reading or settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    return float(settings.DATABASE_READER_SECONDS) or None


def _begin(environ: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
    have(of_request(environ or {}))


def now() -> float:
    """Return the time by which waiting is counted, in seconds."""
    return time.monotonic()
