"""Migrations that the version before does not survive, or that lock, do not come in unnoticed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from tests.browser.portal import database_url
from tests.upgrades import lint
from tests.upgrades.known import KNOWN

ROOT = lint.FOLDER.parents[1]
SETTINGS = "tests.upgrades.breaking_settings"
# Apps cannot come and go while the portal runs, so the lint runs beside it.
PROGRAM = """
import json, django
django.setup()
from django.db import connection
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from tests.upgrades import known, lint
lint.OUR_APPS = {"breaking"}
def said():
    found = lint.findings(MigrationLoader(connection).disk_migrations)
    return {name: sorted(codes) for (_app, name), codes in found.items()}
first = said()
known.KNOWN["breaking", "0005_drops"] = ({"DROP_COLUMN"}, "nobody ran it")
print(json.dumps({"at first": first, "known": said()}))
"""
# On SQLite, where adding a column writes the table anew, the linter knows the same faults.
BREAKING = {"0003_asks_for_more": "NOT_NULL", "0005_drops": "DROP_COLUMN"}


@pytest.fixture(scope="module")
def found(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, list[str]]]:
    """What the lint says of those migrations: at first, and where one of them is known."""
    used = connections["default"]
    lies_at = tmp_path_factory.mktemp("lint") / "portal.sqlite3"
    name = str(lies_at) if used.vendor == "sqlite" else used.settings_dict["NAME"]
    env = {**os.environ, "DATABASE_URL": database_url(name), "DJANGO_SETTINGS_MODULE": SETTINGS}
    env["PYTHONPATH"] = f"{ROOT / 'site'}{os.pathsep}{ROOT}"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_what_breaks_the_version_before_is_found(found: dict[str, dict[str, list[str]]]) -> None:
    for name, code in BREAKING.items():
        assert code in found["at first"][name], name


def test_what_only_adds_is_let_in(found: dict[str, dict[str, list[str]]]) -> None:
    assert found["at first"]["0001_before"] == found["at first"]["0002_adds"] == []


def test_a_fault_that_a_row_explains_is_let_in(found: dict[str, dict[str, list[str]]]) -> None:
    assert found["known"]["0005_drops"] == []
    assert found["known"]["0003_asks_for_more"] == found["at first"]["0003_asks_for_more"]


def test_what_a_release_holds_is_left_alone_and_what_is_known_is_still_there(db: None) -> None:
    released = lint.released()
    here = set(MigrationLoader(None).disk_migrations)
    assert ("associations", "0008_what_groups_and_ideas_belong_to") in released
    assert set(KNOWN) <= here - released
    assert all(reason for _codes, reason in KNOWN.values())


def test_it_says_that_locks_are_postgresqls(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.upgrades.lint"]
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    env["DATABASE_URL"] = f"sqlite:///{tmp_path}/x.sqlite3"
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert "DATABASE_URL=postgres://" in done.stderr
