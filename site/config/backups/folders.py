"""Where backups lie: each in a folder named by its time, below one that somebody has chosen."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from config.backups.manifest import NAME
from config.backups.refusal import BackupRefused
from config.backups.written import FOLDER_MODE

_NAMED_BY_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ")


def new_folder(parent: Path, now: datetime) -> Path:
    """Make the folder of a backup that begins now."""
    folder = parent / f"{now.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"
    try:
        parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        folder.mkdir(mode=FOLDER_MODE)
    except FileExistsError:
        raise BackupRefused(f"{folder} is there already. Another backup has just begun.") from None
    except OSError as failure:
        raise BackupRefused(f"{folder} cannot be made: {failure.strerror}.") from failure
    return folder


def whole(parent: Path) -> list[Path]:
    """Return the backups that were finished, the oldest first."""
    return [folder for folder in _all(parent) if (folder / NAME).is_file()]


def unfinished(parent: Path) -> list[Path]:
    """Return those that were broken off, or that somebody makes just now."""
    return [folder for folder in _all(parent) if not (folder / NAME).is_file()]


def remove_oldest(parent: Path, *, keep: int, but: Path | None = None) -> list[Path]:
    """Remove the oldest whole backups but `keep`, which is at least 1; return what is gone.

    `but` stays, whatever its name says: a clock that was once ahead has named others later.
    """
    gone = [each for each in whole(parent)[: -max(keep, 1)] if each != but]
    for folder in gone:
        # First what makes it a backup: what is half removed must not look whole.
        (folder / NAME).unlink()
        shutil.rmtree(folder)
    return gone


def _all(parent: Path) -> list[Path]:
    found = (each for each in parent.iterdir() if _NAMED_BY_TIME.fullmatch(each.name))
    return sorted(each for each in found if each.is_dir() and not each.is_symlink())
