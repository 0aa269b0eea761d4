"""What only some may read, as the database knows it: the one thing that is kept for no longer.

The stamp moves after the commit. A cache that is away just then, or that of another host, would
leave open for everybody what an editor has closed.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError
from wagtail.models import CollectionViewRestriction, PageViewRestriction


class Restricted(NamedTuple):
    """The tree paths of what is only for some, and with it all below."""

    pages: tuple[str, ...]
    collections: tuple[str, ...]


# What this process last read, and when.
_last: dict[str, tuple[float, Restricted]] = {}
# What was read inside `read_anew`, or None outside it.
_only_here: ContextVar[list[Restricted] | None] = ContextVar("only_here", default=None)


def restricted() -> Restricted:
    """Return what is restricted, at most `RESTRICTIONS_KEPT_SECONDS` old.

    While the database does not answer nobody restricts anything: then it is what was last known.
    """
    only_here = _only_here.get()
    if only_here is not None:
        if not only_here:
            only_here.append(_read())
        return only_here[0]
    last = _last.get("read")
    now = time.time()
    if last and 0 <= now - last[0] < settings.RESTRICTIONS_KEPT_SECONDS:
        return last[1]
    try:
        found = _read()
    except (OperationalError, InterfaceError):
        if last is None:
            raise
        return last[1]
    _last["read"] = (now, found)
    return found


def forget() -> None:
    """Ask the database the next time: something was restricted or opened here."""
    _last.clear()


@contextmanager
def read_anew() -> Iterator[None]:
    """See what the present transaction sees, and tell nobody else of it."""
    token = _only_here.set([])
    try:
        yield
    finally:
        _only_here.reset(token)


def _read() -> Restricted:
    pages = PageViewRestriction.objects.order_by("page__path")
    collections = CollectionViewRestriction.objects.order_by("collection__path")
    return Restricted(
        tuple(pages.values_list("page__path", flat=True)),
        tuple(collections.values_list("collection__path", flat=True)),
    )
