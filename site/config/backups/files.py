"""The files of the portal, on disk or in buckets, as those of a backup and back."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from casework.files import private_storage
from config.backups.manifest import Stored
from config.backups.refusal import BackupRefused
from config.backups.written import make_folders, measure_pieces, write_pieces
from core.pictures.library import SIZES

# The folders of a backup, named as below VAR_DIR, and what is put into each.
_STORAGES = {"library": "default", "media": SIZES, "private": private_storage.ALIAS}
# Names without folders; in a bucket, those there are belong to others.
_FLAT = {"private"}


def copy_all(folder: Path) -> Iterator[Stored]:
    """Copy every file into `folder`; yield each.

    Files are never changed in place, and come before the row that names them. So those that a copy
    of the database names are here, when it was made before; one that is removed meanwhile is not.
    """
    for part, alias in _STORAGES.items():
        storage = storages[alias]
        for name in _names(storage, is_flat=part in _FLAT):
            path = PurePosixPath(part, name)
            target = folder / path
            make_folders(target.parent, below=folder)
            try:
                with storage.open(name) as content:
                    size, sha256 = write_pieces(target, content.chunks())
            except FileNotFoundError:
                target.unlink(missing_ok=True)
                continue
            yield Stored(path=str(path), size=size, sha256=sha256)


def still_missing(files: Iterable[Stored], *, keep: bool) -> list[Stored]:
    """Return which of the files have to be put back: all of them, where there is none yet.

    Raises BackupRefused when there are files and they shall not be kept, and when one has the
    name of a file of the backup and another content.
    """
    present = {
        str(PurePosixPath(part, name))
        for part, alias in _STORAGES.items()
        for name in _names(storages[alias], is_flat=part in _FLAT)
    }
    if present and not keep:
        raise BackupRefused(
            f"There are {len(present)} files already, {min(present)} among them. Name an empty "
            "VAR_DIR, or empty buckets. If these are the files of this portal, and no other "
            "portal uses them: --keep-files puts back only what is missing."
        )
    missing = []
    for each in files:
        if each.path not in present:
            missing.append(each)
        elif _measured(each) != (each.size, each.sha256):
            raise BackupRefused(
                f"{each.path} is there already and has another content than in the backup. "
                "Move it away."
            )
    return missing


def put_back(folder: Path, files: Iterable[Stored]) -> None:
    """Put files of the backup in `folder` where the portal looks for them."""
    for each in files:
        storage, name = _place(each)
        with (folder / each.path).open("rb") as content:
            # `save` would choose another name, and draw pictures anew.
            kept = storage._save(name, File(content, name))  # type: ignore[attr-defined]
        if kept != name or storage.size(name) != each.size:
            raise BackupRefused(f"{each.path} was not stored as it is in the backup.")
    os.sync()


def names(files: Iterable[Stored]) -> set[str]:
    """Return what rows of the database call these files."""
    return {_place(each)[1] for each in files}


def _place(stored: Stored) -> tuple[Storage, str]:
    part, _slash, name = stored.path.partition("/")
    if part not in _STORAGES or not name:
        raise BackupRefused(f"The backup has a file that belongs nowhere: {stored.path}")
    return storages[_STORAGES[part]], name


def _measured(stored: Stored) -> tuple[int, str]:
    storage, name = _place(stored)
    with storage.open(name) as content:
        return measure_pieces(content.chunks())


def _names(storage: Storage, *, is_flat: bool, below: str = "") -> Iterator[str]:
    try:
        folders, found = storage.listdir(below)
    except FileNotFoundError:
        # A folder is made with its first file. A bucket has to be there.
        if not isinstance(storage, FileSystemStorage):
            raise
        return
    for name in sorted(found):
        yield str(PurePosixPath(below, name))
    for name in [] if is_flat else sorted(folders):
        yield from _names(storage, is_flat=False, below=str(PurePosixPath(below, name)))
