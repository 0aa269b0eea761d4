"""Remind associations whose entries have not been checked for long. The worker does it daily."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from associations.directory.actions.review_links import send_due_reminders


class Command(BaseCommand):
    """Queue the reminders that are due now; say how many that was."""

    help = "Sends a fresh review link to associations 180 and 240 days after their last check."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind, whether or not it has been done today: nobody is reminded twice."""
        sent = send_due_reminders(timezone.now())
        self.stdout.write(f"Queued {sent} reminders.")
