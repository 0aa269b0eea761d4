"""Locked versions are found in advisories as OSV writes them; without any, nothing is promised."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.supplied.advisories import findings
from tests.supplied.locked import REQUIREMENTS, ROOT, locked

# As published: two branches with mended versions, and a list of versions without a range.
IN_BRANCHES = {
    "id": "PYSEC-2025-900",
    "aliases": ["CVE-2025-90000", "GHSA-aaaa-bbbb-cccc"],
    "modified": "2026-11-20T10:00:00Z",
    "details": "A request with many headers is slow.",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "Django", "purl": "pkg:pypi/django"},
            "ranges": [
                {"type": "GIT", "events": [{"introduced": "0"}]},
                {
                    "type": "ECOSYSTEM",
                    "events": [
                        {"introduced": "4.2"},
                        {"fixed": "4.2.27"},
                        {"introduced": "5.2a1"},
                        {"fixed": "5.2.9"},
                    ],
                },
            ],
            "versions": ["4.2", "5.2", "5.2.8"],
        }
    ],
}
TAKEN_OVER = {
    "id": "MAL-2026-1",
    "modified": "2026-11-21T10:00:00Z",
    "summary": "Malicious code in a release",
    "affected": [
        {"package": {"ecosystem": "PyPI", "name": "types_PyYAML"}, "versions": ["6.0.12.1"]},
        {"package": {"ecosystem": "npm", "name": "types-pyyaml"}, "versions": ["7"]},
    ],
}


def names(advisory: dict[str, Any], name: str, version: str) -> bool:
    return bool(list(findings(advisory, {(canonicalize_name(name), Version(version))})))


def last_affected(version: str) -> dict[str, Any]:
    events = [{"introduced": "0"}, {"last_affected": "2.0"}]
    package = {"ecosystem": "PyPI", "name": "x"}
    ranges = [{"type": "ECOSYSTEM", "events": events}]
    return {"id": version, "affected": [{"package": package, "ranges": ranges}]}


@pytest.mark.parametrize(
    ("version", "is_affected"),
    [
        ("4.1", False),
        ("4.2", True),
        ("4.2.26", True),
        ("4.2.27", False),
        ("5.1.4", False),
        ("5.2rc1", True),
        ("5.2.8", True),
        ("5.2.9", False),
        ("6.0", False),
    ],
)
def test_a_span_ends_with_the_mended_version(version: str, is_affected: bool) -> None:
    assert names(IN_BRANCHES, "django", version) == is_affected


def test_a_version_in_the_list_is_named_whatever_the_spelling() -> None:
    assert names(TAKEN_OVER, "types-PyYAML", "6.0.12.1")
    assert not names(TAKEN_OVER, "types-PyYAML", "6.0.12.2")
    assert not names(TAKEN_OVER, "types-PyYAML", "7")


def test_the_last_affected_version_is_affected() -> None:
    assert names(last_affected("2.0"), "x", "0.1b1")
    assert names(last_affected("2.0"), "x", "2.0")
    assert not names(last_affected("2.0"), "x", "2.0.1")


def test_what_is_withdrawn_names_nothing() -> None:
    assert not names({**IN_BRANCHES, "withdrawn": "2026-01-01T00:00:00Z"}, "django", "5.2")


def audited(place: Path | str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.supplied.audit"]
    env = {**os.environ, "ADVISORIES": str(place)}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def against_django() -> dict[str, Any]:
    """An advisory against the very version that is locked."""
    versions = [str(v) for name, v in locked(REQUIREMENTS / "base.txt") if name == "django"]
    affected = [{"package": {"ecosystem": "PyPI", "name": "Django"}, "versions": versions}]
    return {**IN_BRANCHES, "affected": affected}


def test_a_copy_is_read_from_a_folder_and_from_a_zip(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(TAKEN_OVER))
    done = audited(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "0 findings" in done.stdout
    assert "against 1 advisories, the newest of 2026-11-21" in done.stdout
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("PYSEC-2025-900.json", json.dumps(against_django()))
    for place in (tmp_path, tmp_path / "all.zip"):
        done = audited(place)
        assert done.returncode == 1, done.stdout
        assert "CVE-2025-90000" in done.stdout
        assert "django" in done.stdout


def test_without_a_copy_it_says_that_nothing_was_checked(tmp_path: Path) -> None:
    done = audited("")
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "Nothing was checked")
    # One that was meant and cannot be used is a fault.
    (tmp_path / "broken.json").write_text("{")
    for place in (tmp_path / "away", tmp_path):
        done = audited(place)
        assert (done.returncode, done.stdout.split(":")[0]) == (2, "Nothing was checked")
