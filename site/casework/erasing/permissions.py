"""Who may see what was erased and what is due. What is erased is for each kind to allow."""

from typing import Any

from casework.erasing.models import ErasureRecord
from casework.records.permissions import RecordPermissionPolicy

ERASURES = RecordPermissionPolicy(ErasureRecord, {"view": ["view"]})


def may_see_erasing(user: Any) -> bool:
    """May see the rules, what is due, and the records of what was erased."""
    return bool(ERASURES.user_has_permission(user, "view"))
