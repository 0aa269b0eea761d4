"""Receiving and erasing, the same for all that people send."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from casework.records import references
from casework.records.models import Received
from casework.records.retention import Rule

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
    row: R, *, now: datetime, officer: Any = None, and_then: Callable[[R], None] = nothing_else
) -> R:
    """Erase the words of a locked row, and with `and_then` what belongs to it; log and return it.

    To be called in the transaction that has locked the row.
    """
    row.erase_words(now)
    row.save(update_fields=[*row.erased, "erased_at"])
    and_then(row)
    log(instance=row, action=row.log_action("erase"), user=officer)
    return row


def erase_due(kind: type[Received], kept: Rule, now: datetime) -> list[str]:
    """Erase what `kept` says has been kept for long enough; return the references.

    Each row is a decision of its own in the log; a run that is interrupted goes on next time.
    """
    due = [row for row in _rows(kind).to_erase(now) if kind.kept_by[row.status] == kept.key]
    return [row.reference for row in due if _erase_once(kind, row.pk, now)]


def _erase_once(kind: type[Received], pk: int, now: datetime) -> bool:
    with transaction.atomic():
        row = _rows(kind).select_for_update().get(pk=pk)
        return bool(row.is_to_be_erased(now) and erase(row, now=now))


def _rows(kind: type[Received]) -> Any:
    return kind._default_manager
