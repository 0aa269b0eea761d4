"""What becomes of something that a reader told us."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.records.moves import Moves


class FeedbackStatus(models.TextChoices):
    """Where a message is on its way, as staff see it."""

    NEW = "NEW", _("Ny")
    IN_PROGRESS = "IN_PROGRESS", _("Pågår")
    HANDLED = "HANDLED", _("Hanterad")


MOVES = Moves(
    {
        FeedbackStatus.NEW: frozenset({FeedbackStatus.IN_PROGRESS, FeedbackStatus.HANDLED}),
        FeedbackStatus.IN_PROGRESS: frozenset({FeedbackStatus.HANDLED}),
    }
)
