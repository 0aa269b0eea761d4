"""When the link with which an association looks its entry over may be used."""

from datetime import datetime, timedelta
from enum import StrEnum

VALID_FOR = timedelta(days=30)
# Whoever asks for a new link again and again gets one in this time.
ASK_AGAIN_AFTER = timedelta(hours=1)


class LinkState(StrEnum):
    """What a link is good for."""

    OPEN = "OPEN"
    USED = "USED"
    EXPIRED = "EXPIRED"
    # The entry has been deleted since the link was sent.
    GONE = "GONE"
    # Not a link of ours: cut off when it was copied, or made up.
    ALTERED = "ALTERED"


def link_state(
    *, expires_at: datetime, used_at: datetime | None, entry_exists: bool, now: datetime
) -> LinkState:
    """Return what a link that we have sent is good for at `now`."""
    if not entry_exists:
        return LinkState.GONE
    if used_at is not None:
        return LinkState.USED
    return LinkState.EXPIRED if now >= expires_at else LinkState.OPEN
