"""Named reads on what readers have told us."""

from typing import Self

from casework.records.querysets import ReceivedQuerySet


class FeedbackQuerySet(ReceivedQuerySet):
    """Reads on what readers have told us."""

    def listed(self) -> Self:
        """Everything for the list of staff, the newest first, with page and handler."""
        return self.select_related("page", "handled_by").order_by("-received_at", "-pk")
