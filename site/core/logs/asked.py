"""Which request a thread works on: what its lines in the log have in common."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from random import getrandbits
from typing import Any

from django.conf import settings

# In the environment of a request, where no header can set them: the name of its address's pattern
# or page type, and which kind of address that is.
ROUTE = "portal.route"
KIND = "portal.kind"
# There too, where it is not the thread's: see `working_on`.
REQUEST_ID = "portal.request_id"

# As nginx and most others make them. Nothing that somebody could say something with.
_ID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")
_asked: ContextVar[tuple[str, dict[str, Any]]] = ContextVar("asked", default=("", {}))


def id_for(environ: Mapping[str, Any]) -> str:
    """Return the id that a proxy of ours has given to the request, else a new one: 32 hex digits.

    It is not sent back: answers to readers are kept by caches and belong to many requests.
    """
    return id_of(environ.get("HTTP_X_REQUEST_ID", ""))


def id_of(told: str) -> str:
    """Return `told`, as a proxy of ours has told it, else a new id."""
    if told and settings.TRUSTED_PROXY_COUNT >= 1 and _ID.fullmatch(told):
        return told
    # It opens nothing, so that nobody can guess it is no need.
    return f"{getrandbits(128):032x}"


@contextmanager
def working_on(request_id: str, environ: dict[str, Any]) -> Iterator[None]:
    """Let lines of this thread name the request."""
    token = _asked.set((request_id, environ))
    try:
        yield
    finally:
        _asked.reset(token)


def request_id() -> str:
    """Return the id of the request that this thread works on, "" when there is none."""
    return _asked.get()[0]


def route() -> str:
    """Return what its address is called, "" when that is not known (yet)."""
    return str(_asked.get()[1].get(ROUTE, ""))
