"""Puts a backup back, into what is empty, and sees that readers get pages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from config.backups import code, files, fingerprints, folders, proving
from config.backups.engines import engine
from config.backups.manifest import NAME, Manifest, Stored, read
from config.backups.refusal import BackupRefused
from config.backups.written import measure
from core.freshness import kept_warm
from searching.entries.projection import rebuild

Say = Callable[[str], None]


@dataclass(frozen=True)
class Allowed:
    """What somebody has said yes to."""

    keep_files: bool = False
    other_keys: bool = False


def restore(folder: Path, *, allowed: Allowed, say: Say) -> None:
    """Restore the backup in `folder`.

    Raises BackupRefused, before anything is touched when the backup is not whole, does not fit
    this portal or would be put over something.
    """
    manifest = _whole(folder)
    connections.close_all()
    missing = _examine(folder, manifest, allowed, say)
    made_at = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC"
    say(f"Checked   the backup of {made_at}, {manifest.size_told}: whole")
    # What makes it a portal comes last.
    files.put_back(folder, missing)
    say(f"Files     {len(missing)} put back, {len(manifest.files) - len(missing)} were there")
    engine().put_back(folder / manifest.database.file.path)
    _compare(manifest, say)
    _end_sessions(say)
    _migrate(say)
    kept_warm.move()
    say(f"Pages     {proving.ask_for_pages()} asked for, all answered")


def _end_sessions(say: Say) -> None:
    """Have everybody log in anew: who was locked out since the backup must not be in again."""
    ended, _of_models = Session.objects.all().delete()
    say(f"Sessions  {ended} ended; passwords and accounts are those of the backup")


def _whole(folder: Path) -> Manifest:
    """Return the manifest, when every file is as it says."""
    if not (folder / NAME).is_file() and folder.is_dir() and (within := folders.whole(folder)):
        raise BackupRefused(f"{folder} holds several backups. The latest is {within[-1]}")
    manifest = read(folder)
    for each in (manifest.database.file, *manifest.files):
        try:
            is_whole = measure(folder / each.path) == (each.size, each.sha256)
        except OSError as failure:
            raise BackupRefused(f"{folder / each.path}: {failure.strerror}.") from failure
        if not is_whole:
            raise BackupRefused(f"{folder / each.path} is damaged. Take another backup.")
    return manifest


def _examine(folder: Path, manifest: Manifest, allowed: Allowed, say: Say) -> list[Stored]:
    """Return which files to put back; raise BackupRefused when the backup has no place here."""
    database = engine()
    if manifest.database.kind != database.kind:
        raise BackupRefused(
            f"The backup is of {manifest.database.kind} and DATABASE_URL names {database.kind}."
        )
    code.refuse_older(manifest.database.migrations)
    if strangers := ", ".join(fingerprints.strangers(manifest.keys)):
        if not allowed.other_keys:
            raise BackupRefused(
                f"The portal had another {strangers} when the backup was made. With these, links "
                "that were sent open nothing; docs/keys.md says what else. Set the keys that it "
                "had, also as fallbacks, or say --with-other-keys."
            )
        say(f"Keys      {strangers}: another than in the backup")
    database.refuse_unreadable(folder / manifest.database.file.path)
    database.refuse_unless_empty()
    return files.still_missing(manifest.files, keep=allowed.keep_files)


def _compare(manifest: Manifest, say: Say) -> None:
    found = engine().contents()
    wanted = manifest.database.rows
    tables = sorted({*wanted, *found.rows})
    wrong = [
        f"{table}: {found.rows.get(table)} rows and not {wanted.get(table)}"
        for table in tables
        if found.rows.get(table) != wanted.get(table)
    ]
    if wrong:
        raise BackupRefused(f"The restored database is not that of the backup. {'; '.join(wrong)}")
    say(f"Database  {len(wanted)} tables, {sum(wanted.values())} rows, as in the backup")
    if without := found.named_files - files.names(manifest.files):
        say(f"Missing   {len(without)} files that rows name: removed before they were copied")


def _migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    call_command("migrate", interactive=False, verbosity=0)
    # What decides what is found may have changed with them.
    rebuild()
    say(f"Migrated  {len(plan)} steps: this code is newer than the backup")
