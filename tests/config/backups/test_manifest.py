"""A backup that is not what it says is none."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from config.backups import folders
from config.backups.manifest import CopiedDatabase, Manifest, Stored, read, write
from config.backups.refusal import BackupRefused

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def told(*paths: str) -> Manifest:
    stored = [Stored(path=path, size=1, sha256="a" * 64) for path in paths]
    return Manifest(
        format=1,
        made_at=NOON,
        version="1.0",
        commit="",
        keys={},
        database=CopiedDatabase(
            kind="sqlite",
            file=Stored(path="database.sqlite3", size=1, sha256="b" * 64),
            migrations=["home.0001_initial"],
            rows={"home_feedback": 17},
        ),
        files=stored,
    )


def backup(parent: Path, hour: int) -> Path:
    folder = folders.new_folder(parent, NOON.replace(hour=hour))
    write(folder, told())
    return folder


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(tmp_path, told("private/åäö", "library/documents/plan.txt"))
    assert read(tmp_path) == told("private/åäö", "library/documents/plan.txt")
    assert [each.name for each in tmp_path.iterdir()] == ["manifest.json"]


def test_whatever_it_says_is_sealed(tmp_path: Path) -> None:
    write(tmp_path, told("private/a"))
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace('"home_feedback": 17', '"home_feedback": 18'))
    with pytest.raises(BackupRefused, match="damaged"):
        read(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"seal": ""}', "\x00"])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(BackupRefused):
        read(tmp_path)


def test_a_folder_without_one_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "manifest.json.unfinished").write_text("{}")
    with pytest.raises(BackupRefused, match="is no backup"):
        read(tmp_path)


@pytest.mark.parametrize("path", ["../a", "/etc/a", "private/../../a", "", "."])
def test_no_file_lies_outside_of_the_backup(path: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        told(path)


def test_a_format_of_later_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 2, "seal": ""}))
    with pytest.raises(BackupRefused, match="format"):
        read(tmp_path)


def test_the_oldest_whole_backups_go(tmp_path: Path) -> None:
    first, second, third = (backup(tmp_path, hour) for hour in (1, 2, 3))
    assert folders.remove_oldest(tmp_path, keep=2, but=first) == []
    assert folders.remove_oldest(tmp_path, keep=2) == [first]
    assert folders.whole(tmp_path) == [second, third]
    assert not first.exists()


def test_the_last_backup_never_goes(tmp_path: Path) -> None:
    backup(tmp_path, 1)
    last = backup(tmp_path, 2)
    # Begun later, and never finished.
    folders.new_folder(tmp_path, NOON.replace(hour=3))
    for keep in (1, 0):
        folders.remove_oldest(tmp_path, keep=keep)
        assert folders.whole(tmp_path) == [last]


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    broken = folders.new_folder(tmp_path, NOON)
    other, elsewhere = tmp_path / "2026-12-01", tmp_path / "elsewhere"
    for each in (other, elsewhere):
        each.mkdir()
        (each / "manifest.json").touch()
    (tmp_path / "2020-01-01T00-00-00Z").symlink_to(elsewhere)
    last = backup(tmp_path, 13)
    assert folders.remove_oldest(tmp_path, keep=1) == []
    assert (folders.whole(tmp_path), folders.unfinished(tmp_path)) == ([last], [broken])
    assert (elsewhere / "manifest.json").exists()
    assert other.exists()


def test_two_backups_never_share_a_folder(tmp_path: Path) -> None:
    folders.new_folder(tmp_path, NOON)
    with pytest.raises(BackupRefused, match="there already"):
        folders.new_folder(tmp_path, NOON)


def test_operators_read_its_size_in_english_whatever_readers_read() -> None:
    large = Stored(path="media/a.jpg", size=1_572_862, sha256="a" * 64)
    with translation.override("sv"):
        assert told().model_copy(update={"files": [large]}).size_told == "1.5 MB"
