"""Counts are kept for as long as their server runs, and go with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.mmap_dict import MmapedDict
from pytest_django import Settings

from casework.worker.leases import surroundings
from config.observing.folder import _name_of, use_folder
from tests.browser.server import ROOT, environment
from tests.durability.small_disk import disk, fill

# What a process that serves does with its first answer, and with whoever asks for figures then.
FIRST_ANSWER = """
import django; django.setup()
from config.observing.answers import tell_of_answer
tell_of_answer({"REQUEST_METHOD": "GET"}, 200, 0.1)
from config.observing.figures import all_figures
from django.utils import timezone
print("portal_disk_free_bytes" in all_figures(timezone.now()).decode())
"""


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


@pytest.mark.processes
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


def file_of(folder: str, process: int) -> Path:
    return Path(folder) / f"histogram_{process}.db"


def test_whoever_begins_goes_on_with_the_counts_of_who_has_gone(folders: Path) -> None:
    own = use_folder()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    file_of(own, os.getpid()).unlink()
    MmapedDict(file_of(own, gone.pid)).write_value("answers", 7.0, 0.0)
    # Who lives keeps its own.
    MmapedDict(file_of(own, os.getppid())).write_value("answers", 5.0, 0.0)
    use_folder()
    assert {each.name for each in Path(own).glob("histogram_*")} == {
        file_of(own, process).name for process in (os.getpid(), os.getppid())
    }
    assert MmapedDict(file_of(own, os.getpid())).read_value("answers")[0] == 7.0


@pytest.mark.processes
@pytest.mark.parametrize("begins_with", ["folder", "nothing"])
def test_a_full_disk_costs_figures_and_no_answer(tmp_path: Path, begins_with: str) -> None:
    metrics = tmp_path / "metrics"
    with disk(metrics):
        if begins_with == "folder":
            (metrics / _name_of(os.getpid())).mkdir()
        fill(metrics)
        answered = subprocess.run(
            [sys.executable, "-c", FIRST_ANSWER],
            cwd=ROOT,
            env={**environment("sqlite://:memory:", tmp_path), "METRICS_TOKEN": "t" * 40},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (answered.returncode, answered.stdout) == (0, "True\n"), answered.stderr
    assert "no room: OSError" in answered.stderr
