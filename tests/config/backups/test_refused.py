"""What is not restored, and that nothing is touched by it; on SQLite, whatever the tests run on."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from config.backups.manifest import Manifest, read, write
from config.backups.refusal import BackupRefused
from config.backups.restoring import Allowed, restore
from tests.config.backups.conftest import Kept
from tests.config.backups.portals import Portal

pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.django_db]


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def told_anew(backup: Path, change: Callable[[Manifest], Manifest]) -> None:
    """Let a backup say something else of itself, with a right seal."""
    manifest = change(read(backup))
    (backup / "manifest.json").unlink()
    write(backup, manifest)


def is_empty(portal: Portal) -> bool:
    return not any(portal.var_dir.iterdir())


def test_one_damaged_byte_in_any_file_is_found_before_anything_is_touched(
    backup: Path,
) -> None:
    files = sorted(path for path in backup.rglob("*") if path.is_file())
    assert len(files) == 5
    for path in files:
        damage(path)
        # Here it would be the database of the tests that it meets next.
        with pytest.raises(BackupRefused, match=f"{path.name}.*(damaged|cannot be read)"):
            restore(backup, allowed=Allowed(), say=print)
        damage(path)


def test_whoever_restores_a_damaged_backup_is_told(backup: Path, new: Portal) -> None:
    damage(backup / "database.sqlite3")
    assert "database.sqlite3 is damaged" in new.refuses("restore", backup)
    assert is_empty(new)


def test_a_file_that_is_missing_is_found(backup: Path) -> None:
    (stored,) = (backup / "private").iterdir()
    stored.unlink()
    with pytest.raises(BackupRefused, match=f"{stored.name}: No such file"):
        restore(backup, allowed=Allowed(), say=print)


def test_a_missing_manifest_is_a_backup_that_was_broken_off(backup: Path, new: Portal) -> None:
    (backup / "manifest.json").unlink()
    assert "is no backup" in new.refuses("restore", backup)
    assert is_empty(new)


def test_the_folder_of_all_backups_tells_the_latest(kept: Kept, new: Portal) -> None:
    assert f"The latest is {kept.folder}" in new.refuses("restore", kept.folder.parent)


def test_another_key_is_told_of_and_may_be_meant(backup: Path, new: Portal) -> None:
    said = new.refuses("restore", backup, LINK_KEY="another")
    assert "another LINK_KEY when" in said
    assert is_empty(new)
    said = new.does("restore", backup, "--with-other-keys", LINK_KEY="another")
    assert "LINK_KEY: another than in the backup" in said


def test_a_backup_of_another_kind_of_database_is_refused(backup: Path, new: Portal) -> None:
    told_anew(
        backup,
        lambda told: told.model_copy(
            update={"database": told.database.model_copy(update={"kind": "postgresql"})}
        ),
    )
    assert "is of postgresql and DATABASE_URL names sqlite" in new.refuses("restore", backup)
    assert is_empty(new)


def test_older_code_refuses_before_anything_is_touched(backup: Path, new: Portal) -> None:
    later = ["home.9999_of_later"]
    told_anew(
        backup,
        lambda told: told.model_copy(
            update={"database": told.database.model_copy(update={"migrations": later})}
        ),
    )
    assert "does not have home.9999_of_later" in new.refuses("restore", backup)
    assert is_empty(new)


def test_other_numbers_of_rows_are_told(backup: Path, new: Portal) -> None:
    def one_more(told: Manifest) -> Manifest:
        rows = {**told.database.rows, "home_feedback": 1}
        return told.model_copy(update={"database": told.database.model_copy(update={"rows": rows})})

    told_anew(backup, one_more)
    assert "home_feedback: 0 rows and not 1" in new.refuses("restore", backup)


def test_files_that_are_there_are_never_written_over(backup: Path, new: Portal) -> None:
    (stored,) = (backup / "private").iterdir()
    there = new.var_dir / "private" / stored.name
    there.parent.mkdir()
    there.write_bytes(b"another")
    assert "There are 1 files already" in new.refuses("restore", backup)
    assert "has another content" in new.refuses("restore", backup, "--keep-files")
    assert there.read_bytes() == b"another"
    assert not new.file.exists()
    there.write_bytes(stored.read_bytes())
    assert "2 put back, 1 were there" in new.does("restore", backup, "--keep-files")


def test_an_empty_database_is_no_obstacle_and_one_that_is_used_is(
    backup: Path, new: Portal
) -> None:
    with closing(sqlite3.connect(new.file)) as opened:
        # As a server holds it, which does nothing just now.
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("SELECT * FROM sqlite_master").fetchall()
        assert "is in use" in new.refuses("restore", backup)
        # Nor does it help to remove the file beneath it.
        new.file.unlink()
        assert "is in use" in new.refuses("restore", backup)
    assert "as in the backup" in new.does("restore", backup)
