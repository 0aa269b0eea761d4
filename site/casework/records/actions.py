"""Receiving and erasing, the same for all that people send."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from casework.records import references
from casework.records.models import Received

R = TypeVar("R", bound=Received)
# Two references are never equal in practice; a third attempt would mean a mistake of ours.
_ATTEMPTS = 3


def nothing_else(row: Any) -> None:
    """What belongs to the row is the row."""


def receive(
    kind: type[R],
    /,
    *,
    idempotency_key: str,
    now: datetime,
    and_then: Callable[[R], None] = nothing_else,
    **said: Any,
) -> R:
    """Store what somebody said under a new reference, log it, and return it.

    `and_then` stores what belongs to it; all of it is stored, or nothing. The same key twice, at
    once or later, gives the row that is already there: a unique column guards it.
    """
    for attempt in range(_ATTEMPTS + 1):
        known: R | None = _rows(kind).filter(idempotency_key=idempotency_key).first()
        if known is not None:
            return known
        try:
            with transaction.atomic():
                row: R = _rows(kind).create(
                    reference=references.generate(),
                    received_at=now,
                    idempotency_key=idempotency_key,
                    **said,
                )
                and_then(row)
                log(instance=row, action=kind.log_action("receive"))
                return row
        except IntegrityError:
            # Sent twice at the same moment, or a reference that is taken: look again.
            if attempt == _ATTEMPTS:
                raise
    raise AssertionError


def erase(
    kind: type[R],
    pk: int,
    *,
    now: datetime,
    officer: Any = None,
    and_then: Callable[[R], None] = nothing_else,
) -> bool:
    """Erase the words of one row and log it; False when that has been done before.

    `and_then` erases what belongs to it, in the same transaction.
    """
    with transaction.atomic():
        row: R = _rows(kind).select_for_update().get(pk=pk)
        if row.erased_at is not None:
            return False
        row.erase_words(now)
        row.save(update_fields=[*row.erased, "erased_at"])
        and_then(row)
        log(instance=row, action=kind.log_action("erase"), user=officer)
    return True


def erase_due(kind: type[Received], now: datetime) -> int:
    """Erase what has been kept for long enough; return how many rows that was.

    Each row is a decision of its own in the log; a run that is interrupted goes on next time.
    """
    due = _rows(kind).to_erase(now)
    return sum(erase(kind, pk, now=now) for pk in list(due.values_list("pk", flat=True)))


def _rows(kind: type[Received]) -> Any:
    return kind._default_manager


T = TypeVar("T")


def stored_once(find: Callable[[], T | None], store: Callable[[], T]) -> T:
    """As `receive`, for kinds that are not `Received` yet."""
    for _attempt in range(_ATTEMPTS):
        known = find()
        if known is not None:
            return known
        try:
            return store()
        except IntegrityError:
            continue
    return store()
