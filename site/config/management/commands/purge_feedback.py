"""Erase what readers told us long ago. Run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.public_forms import rate_limits
from casework.records.actions import erase_due
from home.models import Feedback


class Command(BaseCommand):
    """Erase words and senders of messages whose time is over; say how many rows that was."""

    help = "Erases handled feedback after the months that the portal's settings say."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and remove the counters of yesterday's senders with it."""
        now = timezone.now()
        erased, counters = erase_due(Feedback, now), rate_limits.purge(now)
        self.stdout.write(f"Erased {erased} messages and removed {counters} counters.")
