"""The table of other versions tells what it could not try, and fails nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.supplied.locked import ROOT
from tests.supplied.matrix import ROWS, counted


def test_a_python_that_is_missing_is_a_row_that_says_so(tmp_path: Path) -> None:
    env = {**os.environ, "PATH": str(tmp_path), "ONLY": "", "TESTS": ""}
    command = [sys.executable, "-m", "tests.supplied.matrix"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for row in ROWS:
        assert f"{row.name:12} {row.pythons[-1]} is not on PATH" in done.stdout


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("2 failed, 1830 passed, 3 warnings, 1 error in 301.22s (0:05:01)", (1830, 2, 1)),
        ("12 passed in 1.00s", (12, 0, 0)),
        ("7 errors in 3.21s", (0, 0, 7)),
        ("ImportError: no module", None),
    ],
)
def test_it_counts_what_pytest_says(said: str, counts: tuple[int, int, int] | None) -> None:
    assert counted(said) == counts
