"""Commands that are killed half-way, old journals, and files that get lost; on SQLite."""

import os
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.config.backups.portals import Portal, new_in

pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.django_db]

# Longer than a start takes on a busy machine.
PATIENCE_S = 60.0


def await_file(path: Path) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not path.exists():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def test_a_backup_that_is_killed_is_none(living: Portal, new: Portal, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    # Whoever reads it waits for a writer: so it is known where the backup is.
    waiting = living.var_dir / "private" / ("f" * 32)
    os.mkfifo(waiting)
    process = living.begins("manage.py", "backup", backups)
    with waiting.open("wb"):
        process.send_signal(signal.SIGKILL)
        process.communicate()
    (half,) = backups.iterdir()
    assert (half / "database.sqlite3").stat().st_size > 0
    assert "is no backup" in new.refuses("restore", half)
    assert not new.file.exists()

    waiting.unlink()
    said = living.does("backup", backups, "--keep", "1")
    assert f"Not finished, or just being made: {half}" in said
    assert half.exists()


def test_a_restore_that_is_killed_leaves_no_portal_and_goes_on(backup: Path, new: Portal) -> None:
    (private,) = (backup / "private").iterdir()
    content = private.read_bytes()
    private.unlink()
    os.mkfifo(private)
    process = new.begins("manage.py", "restore", backup)
    # Read once to be compared, and once to be put back.
    private.write_bytes(content)
    await_file(new.var_dir / "media/images/torget.png")
    with private.open("wb"):
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert not new.file.exists()

    private.unlink()
    private.write_bytes(content)
    assert "There are 2 files already" in new.refuses("restore", backup)
    assert "1 put back, 2 were there" in new.does("restore", backup, "--keep-files")
    assert new.tells()["case files"] == ["%PDF-1.4 ett falt\n"]


def test_an_old_journal_is_not_applied_to_what_is_restored(
    living: Portal, backup: Path, new: Portal
) -> None:
    # A portal that was killed, and whose database somebody has removed, but not what lay beside it.
    script = "import django; django.setup(); import os\n"
    script += "from home.models import PlacePage\n"
    script += "PlacePage.objects.update(title='Ur journalen'); os._exit(0)"
    living.runs(script)
    for addition in ("-wal", "-shm"):
        left = Path(f"{living.file}{addition}")
        assert left.stat().st_size > 0
        shutil.copyfile(left, f"{new.file}{addition}")
    assert "as in the backup" in new.does("restore", backup)
    assert new.tells()["place"] == "Solberga"
    assert sqlite3.connect(new.file).execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_backup_without_what_rows_name_is_told_and_removes_none(
    living: Portal, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    first = living.backs_up(backups, "--keep", "1")
    # As when the disk is not mounted.
    (living.var_dir / "private").rename(tmp_path / "elsewhere")
    said = living.refuses("backup", backups, "--keep", "1")
    assert "1 files that the database names are not where files lie" in said
    assert first.exists()
    (tmp_path / "elsewhere").rename(living.var_dir / "private")
    last = living.backs_up(backups, "--keep", "1")
    assert list(backups.iterdir()) == [last]


def test_a_backup_that_cannot_be_made_leaves_nothing(new: Portal, tmp_path: Path) -> None:
    assert "cannot be copied" in new.refuses("backup", tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    assert not new.file.exists()


def test_the_last_backup_cannot_be_asked_away(new: Portal, tmp_path: Path) -> None:
    ended = new.manage("backup", tmp_path / "backups", "--keep", "0")
    assert ended.returncode != 0
    assert "the last backup is never removed" in ended.stderr


def test_newer_code_migrates_what_it_restores(living: Portal, tmp_path: Path) -> None:
    living.does("migrate", "associations", "0014", "--verbosity", "0")
    backup = living.backs_up(tmp_path / "backups")
    new = new_in(tmp_path / "new")
    assert "Migrated  1 steps" in new.does("restore", backup)
    assert "[ ]" not in new.does("showmigrations", "associations")
