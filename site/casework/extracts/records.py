"""What people send, as a source of extracts: what may be erased is a matter of the rules."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casework.erasing.actions import record_erasure
from casework.erasing.kinds import RetentionKind
from casework.extracts.sources import MayNotErase
from casework.records.actions import erase as erase_received
from casework.records.models import Received
from core.templatetags.portal_dates import long_date


def why_kept(row: Received, now: datetime, officer: Any) -> str:
    """Return why a public record may not be erased now; "" when it may."""
    kept, due_on = row.kept_under, row.to_erase_on
    if kept is None or due_on is None:
        return _("Allmän handling i ett ärende som pågår. Den får inte gallras än.")
    if not row.is_to_be_erased(now):
        text = _("Allmän handling. Den får gallras tidigast %(day)s: %(ground)s")
        return text % {"day": long_date(due_on), "ground": kept.ground}
    return ""


def erases(model: Any, kind: RetentionKind) -> Callable[[int, Any, datetime], None]:
    """Return an `erase` for records of `model` that leaves a record of erasing."""

    @transaction.atomic
    def erase_one(pk: int, officer: Any, now: datetime) -> None:
        row = model._default_manager.select_for_update().get(pk=pk)
        if why := why_kept(row, now, officer):
            raise MayNotErase(why)
        due = next(due for due in kind.dues if due.key == model.kept_by[row.status])
        erase_received(row, now=now, officer=officer)
        record_erasure(kind, due, [row.reference], now=now, officer=officer)

    return erase_one
