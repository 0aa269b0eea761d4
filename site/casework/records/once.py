"""What somebody sends is stored once, however often it is sent."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError

T = TypeVar("T")
# Two references are never equal in practice; a third attempt would mean a mistake of ours.
_ATTEMPTS = 3


def stored_once(find: Callable[[], T | None], store: Callable[[], T]) -> T:
    """Return what `find` knows already, else what `store` writes.

    `store` is one transaction that a unique column guards against a second one at the same
    moment. Raises IntegrityError when it fails again and again though `find` knows nothing.
    """
    for _attempt in range(_ATTEMPTS):
        known = find()
        if known is not None:
            return known
        try:
            return store()
        except IntegrityError:
            # Sent twice at the same moment, or a reference that is taken: look again.
            continue
    return store()
