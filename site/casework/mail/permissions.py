"""Who may see what was mailed, and have it sent again."""

from typing import Any

from casework.mail.models import Dispatch
from casework.records.permissions import RecordPermissionPolicy

DISPATCHES = RecordPermissionPolicy(Dispatch, {"view": ("view", "resend"), "resend": ("resend",)})


def may_send_again(user: Any) -> bool:
    """May put a mail that could not be delivered back in the queue."""
    return DISPATCHES.user_has_permission(user, "resend")


def may_see_dispatches(user: Any) -> bool:
    """May see what was mailed, and to whom while that is known."""
    return DISPATCHES.user_has_permission(user, "view")
