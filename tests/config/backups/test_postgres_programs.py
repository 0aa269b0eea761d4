"""PostgreSQL's own programs: what is said when they are missing, too old or fail."""

from pathlib import Path

import pytest
from django.db import connection

from config.backups.engines.postgres import Postgres
from config.backups.refusal import BackupRefused


def programs(folder: Path, script: str) -> str:
    for name in ("pg_dump", "pg_restore"):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o700)
    return str(folder)


def test_a_program_that_is_missing_is_named_with_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupRefused, match=r"pg_restore is not installed.*postgresql-client"):
        Postgres().refuse_unreadable(tmp_path / "database.dump")


def test_what_a_program_says_when_it_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = '[ "$1" = --version ] && echo 15.1 && exit 0; echo "not an archive" >&2; exit 1'
    monkeypatch.setenv("PATH", programs(tmp_path, script))
    with pytest.raises(BackupRefused, match="pg_restore failed: not an archive"):
        Postgres().refuse_unreadable(tmp_path / "database.dump")


@pytest.mark.django_db
def test_a_program_older_than_the_server_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        return
    monkeypatch.setenv("PATH", programs(tmp_path, 'echo "pg_dump (PostgreSQL) 9.6.24"'))
    with pytest.raises(BackupRefused, match=r"version 9 and the server of version \d\d: it must"):
        Postgres().copy(tmp_path / "database.dump")
