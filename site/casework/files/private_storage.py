"""Where the files of cases lie: apart from the public files, and without an address.

Nothing here is ever served by path. A file has a random name, so that nothing of what the sender
called it reaches a disk, a bucket or a log.
"""

import logging
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import transaction

logger = logging.getLogger(__name__)

ALIAS = "private"
_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


def private_storage() -> Storage:
    """Return the storage of the files of cases."""
    return storages[ALIAS]


def put(content: "File[bytes]") -> str:
    """Store `content` and return the name that it got. When this returns it survives a crash.

    Raises OSError when it could not be stored, such as on a full disk; then nothing is left.
    """
    return private_storage().save(random_name(), content)


def remove(names: Iterable[str]) -> None:
    """Remove files; what cannot be removed now is found by `waiting_files.forget_old` later."""
    for name in names:
        try:
            private_storage().delete(name)
        except OSError as failure:
            logger.error("A private file could not be removed: %s", type(failure).__name__)


def remove_after_commit(names: Iterable[str]) -> None:
    """Remove files once the transaction that took their rows away is sure."""
    gone = list(names)
    transaction.on_commit(lambda: remove(gone))


class NamelessFiles(Storage):
    """Gives every file a random name, and none an address."""

    def generate_filename(self, filename: Any) -> str:
        """Return a name of our own, whatever the file was called."""
        return random_name()

    def get_available_name(self, name: Any, max_length: int | None = None) -> str:
        """Return a name of our own; 128 random bits are never taken."""
        return random_name()

    def url(self, name: str | None) -> str:
        """Private files have no address."""
        raise ValueError("A private file has no address.")


class PrivateFileStorage(NamelessFiles, FileSystemStorage):
    """Files in one folder, settings.PRIVATE_ROOT, that only the portal's own user can read."""

    @property
    def base_location(self) -> str:
        """The folder, read anew each time so that a test can have its own."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """The folder as an absolute path."""
        return os.path.abspath(self.base_location)

    def _save(self, name: Any, content: "File[bytes]") -> str:
        folder = self._folder()
        target = folder / str(name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        written = os.open(target, flags, _FILE_MODE)
        try:
            with open(written, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            sync_folder(folder)
        except BaseException:
            with suppress(OSError):
                target.unlink(missing_ok=True)
            raise
        return target.name

    def _folder(self) -> Path:
        folder = Path(self.location)
        if not folder.is_dir():
            folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            sync_folder(folder.parent)
        return folder


def random_name() -> str:
    """Return a name that nobody can guess: 32 hexadecimal digits and no extension."""
    return secrets.token_hex(16)


def sync_folder(folder: Path) -> None:
    """Make sure that the folder remembers its new entry after a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
