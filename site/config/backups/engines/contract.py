"""What a backup asks of either kind of database."""

from pathlib import Path
from typing import Literal, Protocol

from config.backups.contents import Contents


class Engine(Protocol):
    """Copies the portal's database while it is written to, and puts a copy back."""

    @property
    def kind(self) -> Literal["sqlite", "postgresql"]:
        """Which kind it is."""

    @property
    def file_name(self) -> str:
        """What the copy is called in the folder of a backup."""

    def copy(self, target: Path) -> Contents:
        """Write a copy of one moment to the new file `target`; return what is in it."""

    def contents(self) -> Contents:
        """Return what is in the database now."""

    def refuse_unless_empty(self) -> None:
        """Raise BackupRefused when anything would be lost, or somebody works with it."""

    def refuse_unreadable(self, source: Path) -> None:
        """Raise BackupRefused when the copy cannot be put back from here."""

    def put_back(self, source: Path) -> None:
        """Make an empty database the copy `source`, whole or not at all."""
