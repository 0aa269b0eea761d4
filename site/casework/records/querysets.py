"""Named reads on what was sent in."""

from datetime import datetime
from typing import Any, Self

from django.db import models


class ReceivedQuerySet(models.QuerySet[Any]):
    """Reads on one kind of what people send."""

    def to_erase(self, now: datetime) -> Self:
        """What has been kept for long enough and still holds words, the oldest first."""
        return self.filter(self.model.due(now)).order_by("handled_at", "pk")

    def late(self, now: datetime) -> Self:
        """What nobody has handled for too long, the oldest first."""
        return self.filter(self.model.late(now)).order_by("received_at", "pk")
