"""The command `status` when the database is what is away: all else is told nevertheless."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.server import environment

pytestmark = pytest.mark.processes


def test_a_database_that_is_away_is_a_line_among_the_others(tmp_path: Path) -> None:
    nobody = "postgres://portal:hemligt@127.0.0.1:1/portal"
    ended = subprocess.run(
        [sys.executable, "manage.py", "status"],
        cwd=settings.PROJECT_DIR,
        env=environment(nobody, tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    lines = {line.split()[0]: line for line in ended.stdout.splitlines()}
    assert lines["Database"].startswith("  Database   ! does not answer: ")
    assert {"Settings", "Mail", "Cache", "Storage", "Static", "Disk"} <= set(lines)
    assert ended.returncode == 1
    assert ended.stderr.startswith("CommandError: To be mended: ")
    assert "hemligt" not in ended.stdout + ended.stderr
