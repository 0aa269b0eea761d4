"""Whatever a started portal writes is closed to everybody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.own_files import close_what_is_there

ROOT = Path(settings.PROJECT_DIR)
# Everything that writes: the database and what lies beside it, all storages.
WRITES = """
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
connection.cursor().execute("CREATE TABLE t (a)")
for alias in ("default", "sizes", "private"):
    storages[alias].save("bilder/a.txt", ContentFile(b"x"))
import os, pathlib
from django.conf import settings
print(*sorted(
    f"{path.stat().st_mode & 0o777:o}{'/' if path.is_dir() else ''}={path.name}"
    for path in pathlib.Path(settings.VAR_DIR).rglob("*")
), sep=chr(10))
"""


def test_a_started_process_writes_for_its_own_user_only(tmp_path: Path) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    made = tmp_path / "var"
    written = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", WRITES],
        cwd=ROOT,
        env={**kept, "VAR_DIR": str(made)},
        umask=0o022,
        capture_output=True,
        text=True,
    )
    assert written.returncode == 0, written.stderr
    modes = written.stdout.split()
    names = {line.partition("=")[2] for line in modes}
    assert {"portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm"} <= names
    assert {"secret_key", "link_key", "library", "media", "private"} <= names
    assert {line.partition("=")[0] for line in modes} == {"600", "700/"}
    assert made.stat().st_mode & 0o777 == 0o700


def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    (tmp_path / "portal.sqlite3").write_bytes(b"x")
    (tmp_path / "media").mkdir()
    (tmp_path / "portal.sqlite3").chmod(0o644)
    (tmp_path / "media").chmod(0o755)
    tmp_path.chmod(0o755)
    close_what_is_there(tmp_path)
    found = [path.stat().st_mode & 0o777 for path in (tmp_path, *sorted(tmp_path.iterdir()))]
    assert found == [0o700, 0o700, 0o600]


@pytest.mark.parametrize("entry", ["config.asgi", "config.wsgi"])
def test_another_server_writes_no_more_openly_than_ours(tmp_path: Path, entry: str) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    told = subprocess.run(
        [sys.executable, "-c", f"import {entry}, os; print(oct(os.umask(0)))"],
        cwd=ROOT / "site",
        env={
            **kept,
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PYTHONPATH": f"{ROOT}/site:{ROOT}",
        },
        umask=0o022,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "0o77", told.stderr
