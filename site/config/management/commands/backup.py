"""Makes a backup of everything that cannot be made anew, while the portal runs."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.backups.refusal import BackupRefused
from config.backups.writing import back_up


class Command(BaseCommand):
    """Writes database and files into a new folder, named by the time, below the one it is told."""

    help = "Back up the database and the files into a new folder below FOLDER."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add where to, and how many stay."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--keep", type=_number, metavar="N", help="remove the oldest whole backups beyond N"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, or say why not."""
        folder: Path = options["folder"]
        try:
            back_up(
                folder.absolute(),
                now=timezone.now(),
                keep=options["keep"],
                say=self.stdout.write,
            )
        except (BackupRefused, OSError) as failure:
            raise CommandError(str(failure)) from failure


def _number(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise ArgumentTypeError("at least 1: the last backup is never removed")
    return number
