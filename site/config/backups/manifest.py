"""What a backup says of itself. It is written last: a folder without it is no backup."""

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from django.template.defaultfilters import filesizeformat
from django.utils import translation
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from casework.files.private_storage import sync_folder
from config.backups.refusal import BackupRefused
from config.backups.written import write_new

NAME = "manifest.json"
FORMAT: Literal[1] = 1
_SEAL = "seal"


def _inside(path: str) -> str:
    """Let through what cannot lead out of the folder of the backup."""
    parts = PurePosixPath(path)
    if not parts.parts or parts.is_absolute() or ".." in parts.parts or "\0" in path:
        raise ValueError("a path that leads out of the backup")
    return path


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Stored(_Told):
    """One file, by its path below the backup's folder."""

    path: Annotated[str, AfterValidator(_inside)]
    size: int
    sha256: str


class CopiedDatabase(_Told):
    """Which kind of database, and what was in it at the moment of the backup."""

    kind: Literal["sqlite", "postgresql"]
    file: Stored
    # Those that the code knows, as "app.name".
    migrations: list[str]
    rows: dict[str, int]


class Manifest(_Told):
    """All that a restore holds the backup to."""

    format: Literal[1]
    made_at: datetime
    version: str
    commit: str
    # Of each key a fingerprint; see config.backups.fingerprints.
    keys: dict[str, str]
    database: CopiedDatabase
    files: list[Stored]

    @property
    def size(self) -> int:
        """How many bytes the database and the files have."""
        return self.database.file.size + sum(each.size for each in self.files)

    @property
    def size_told(self) -> str:
        """The same in words for operators, whose language is English."""
        with translation.override("en"):
            return filesizeformat(self.size).replace("\xa0", " ")


def write(folder: Path, manifest: Manifest) -> None:
    """Make the folder a backup: from one moment to the next, and for good."""
    told = manifest.model_dump(mode="json")
    text = json.dumps({**told, _SEAL: _seal(told)}, indent=1, sort_keys=True)
    unfinished = folder / f"{NAME}.unfinished"
    with write_new(unfinished) as out:
        out.write(f"{text}\n".encode())
        out.flush()
        os.fsync(out.fileno())
    unfinished.rename(folder / NAME)
    sync_folder(folder)
    sync_folder(folder.parent)


def read(folder: Path) -> Manifest:
    """Return what the backup says of itself; raises BackupRefused when it says nothing sensible."""
    try:
        told: dict[str, Any] = json.loads((folder / NAME).read_text())
        seal = told.pop(_SEAL)
    except FileNotFoundError:
        raise BackupRefused(
            f"{folder} is no backup: it has no {NAME}, which is written last. "
            "Either the backup was broken off, or the folder is another one."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BackupRefused(f"{folder / NAME} cannot be read: {type(fault).__name__}.") from fault
    if told.get("format") != FORMAT:
        raise BackupRefused(f"{folder} has a format that this version of the portal does not know.")
    if seal != _seal(told):
        raise BackupRefused(f"{folder / NAME} is damaged. Take another backup.")
    try:
        return Manifest.model_validate(told)
    except ValidationError as fault:
        raise BackupRefused(f"{folder / NAME} does not say what it must: {fault}") from fault


def _seal(told: dict[str, Any]) -> str:
    """Return what is another as soon as anything that is told is another."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
