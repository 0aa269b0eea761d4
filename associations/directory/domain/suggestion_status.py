"""What becomes of something that an association or a reader suggests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.records.moves import Moves


class SuggestionStatus(models.TextChoices):
    """Where a suggestion is on its way."""

    RECEIVED = "RECEIVED", _("Väntar på beslut")
    APPROVED = "APPROVED", _("Godkänt")
    REFUSED = "REFUSED", _("Avböjt")


FINAL = frozenset({SuggestionStatus.APPROVED, SuggestionStatus.REFUSED})
MOVES = Moves({SuggestionStatus.RECEIVED: FINAL})
