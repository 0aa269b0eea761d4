"""Makes a backup while the portal runs."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from config.backups import code, files, fingerprints, folders
from config.backups.contents import Contents
from config.backups.engines import engine
from config.backups.manifest import FORMAT, CopiedDatabase, Manifest, Stored, write
from config.backups.refusal import BackupRefused
from config.backups.written import measure


def back_up(parent: Path, *, now: datetime, keep: int | None, say: Callable[[str], None]) -> Path:
    """Make a backup in a new folder below `parent`, and remove those beyond `keep`.

    Raises BackupRefused when it could not be made, and when files are missing that rows stand for:
    then the backup has all else, and no older one is removed.
    """
    folder = folders.new_folder(parent, now)
    try:
        told, copied = _written(folder, now)
    except BaseException:
        # What is left of it would only take room. After a kill it stays, without a manifest.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    rows = sum(copied.rows.values())
    say(f"{folder}: {rows} rows, {len(told.files)} files, {told.size_told}")
    _refuse_lost(copied, told)
    for gone in folders.remove_oldest(parent, keep=keep, but=folder) if keep else []:
        say(f"Removed {gone}")
    for broken in folders.unfinished(parent):
        say(f"Not finished, or just being made: {broken}")
    return folder


def _written(folder: Path, now: datetime) -> tuple[Manifest, Contents]:
    database = engine()
    # The database first: see `files.copy_all`.
    copied = database.copy(folder / database.file_name)
    size, sha256 = measure(folder / database.file_name)
    stored = list(files.copy_all(folder))
    told = Manifest(
        format=FORMAT,
        made_at=now,
        version=code.version(),
        commit=code.commit(),
        keys=fingerprints.present(),
        database=CopiedDatabase(
            kind=database.kind,
            file=Stored(path=database.file_name, size=size, sha256=sha256),
            migrations=code.known(copied.migrations),
            rows=copied.rows,
        ),
        files=stored,
    )
    # Before anything says that it is there.
    os.sync()
    write(folder, told)
    return told, copied


def _refuse_lost(copied: Contents, told: Manifest) -> None:
    not_there = copied.named_files - files.names(told.files)
    # One that was removed meanwhile is named no longer.
    lost = sorted(not_there & engine().contents().named_files) if not_there else []
    if lost:
        raise BackupRefused(
            f"{len(lost)} files that the database names are not where files lie, {lost[0]} among "
            "them: is a disk missing? The backup has all else. No older one was removed."
        )
