"""Puts a backup back into a database and folders (or buckets) that are empty."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.backups.refusal import BackupRefused
from config.backups.restoring import Allowed, restore


class Command(BaseCommand):
    """Restores what `backup` has written. Nothing that is there is ever written over."""

    help = "Restore the backup in FOLDER into an empty database and empty folders or buckets."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the backup, and what may be as it is."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--keep-files",
            action="store_true",
            help="leave the files that are there, and put back what is missing",
        )
        parser.add_argument(
            "--with-other-keys",
            action="store_true",
            help="go on when SECRET_KEY, LINK_KEY or another is not that of the backup",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, or say why not."""
        folder: Path = options["folder"]
        allowed = Allowed(keep_files=options["keep_files"], other_keys=options["with_other_keys"])
        try:
            restore(folder.absolute(), allowed=allowed, say=self.stdout.write)
        except (BackupRefused, OSError, DatabaseError) as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write("Restored. Start the server and the worker.")
