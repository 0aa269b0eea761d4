"""Counts are kept for as long as their server runs, and go with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from casework.worker.leases import surroundings
from config.observing.folder import use_folder


@pytest.fixture
def folders(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    return tmp_path / "metrics"


def test_processes_of_one_server_share_a_folder_that_nobody_else_reads(folders: Path) -> None:
    own = use_folder()
    (Path(own) / "histogram_1.db").touch()
    assert use_folder() == own == os.environ["PROMETHEUS_MULTIPROC_DIR"]
    assert (Path(own) / "histogram_1.db").exists()
    assert Path(own).stat().st_mode & 0o777 == 0o700


def test_what_a_server_has_left_goes_when_another_starts(folders: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    # One has gone, and the number of the other is somebody else's by now.
    for left in (f"{surroundings()}@{gone.pid}@1", f"{surroundings()}@{os.getpid()}@1"):
        (folders / left).mkdir(parents=True)
    elsewhere = folders / "other:4026531836@1@1"
    elsewhere.mkdir()
    own = Path(use_folder())
    assert set(folders.iterdir()) == {own, elsewhere}
    os.utime(elsewhere, (0, 0))
    use_folder()
    assert set(folders.iterdir()) == {own}
