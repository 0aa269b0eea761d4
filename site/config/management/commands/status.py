"""How the portal is, for operators and monitors."""

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone, translation

from config.readings.looking import look
from config.readings.running import running


class Command(BaseCommand):
    """Prints a line for each thing that the portal stands on; fails when one must be mended."""

    help = "Say how the portal is: settings, database, mail, cache, files, worker, jobs, disk."
    # They are among the lines.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is found; exit with 1 when something is not well."""
        unwell: list[str] = []
        try:
            with translation.override("en"):
                for told in chain(look(), running(timezone.now())):
                    self.stdout.write(str(told))
                    if not told.is_well:
                        unwell.append(told.what)
        except DatabaseError as error:
            # What the rest would have been read from; a line has told it already, unless it went
            # away in between.
            if not unwell:
                raise CommandError(f"The database does not answer: {error}") from error
        if unwell:
            raise CommandError(f"To be mended: {', '.join(dict.fromkeys(unwell))}.")
