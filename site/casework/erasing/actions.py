"""Erasing what is due, and keeping a record of it."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.log_actions import log

from casework.erasing.kinds import Due, RetentionKind, offered_kinds
from casework.erasing.models import ErasureRecord
from casework.erasing.remains import wipe

logger = logging.getLogger(__name__)


def erase_what_is_due(kind: RetentionKind, now: datetime) -> int:
    """Erase what of `kind` is due and needs no officer; return how many things that was.

    Of public records a record is made, one for each rule.
    """
    count = 0
    for due in kind.dues:
        if due.erase is None:
            continue
        gone = due.erase(due.rule, now)
        if isinstance(gone, int):
            count += gone
        elif gone:
            record_erasure(kind, due, gone, now=now)
            count += len(gone)
    return count


def erase_everything_due(now: datetime) -> int:
    """Erase what is due of every kind, then what is left of it in the database's bytes.

    A kind that fails keeps no other from going. Raises RuntimeError afterwards, so that the
    daily job is tried again.
    """
    count, failed = 0, []
    for kind in offered_kinds():
        try:
            count += erase_what_is_due(kind, now)
        except Exception:  # the others still go
            logger.exception("What is due of %s could not be erased", kind.name)
            failed.append(kind.name)
    wipe(now)
    if failed:
        raise RuntimeError(f"Not all that is due is erased: {', '.join(failed)}")
    return count


def record_erasure(
    kind: RetentionKind, due: Due, references: Sequence[str], *, now: datetime, officer: Any = None
) -> ErasureRecord:
    """Store and log that `references` of `kind` were erased under a rule; never what stood there.

    To be called in the transaction that erases them, where there is one.
    """
    kept = due.rule
    with translation.override(settings.LANGUAGE_CODE):
        record = ErasureRecord.objects.create(
            made_at=now,
            kind=kind.name,
            what=f"{kind.label}: {kind.what}",
            rule=f"{kept.words} {due.since}",
            ground=str(kept.ground),
            decision=kept.decision,
            count=len(references),
            references=list(references),
            officer=officer,
            officer_name=(officer.get_full_name() or officer.get_username()) if officer else "",
        )
    log(instance=record, action="casework.record_erasure", user=officer)
    return record
