"""The units of deploy/systemd: what systemd says of them, and what docs/hardening.md promises."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.PROJECT_DIR)
UNITS = ROOT / "deploy/systemd"
# On the host of the proxy, where the portal has no user.
OF_PROXY = ROOT / "deploy/nginx/trygghetsportalen-generation.service"
SERVICES = [*sorted(UNITS.glob("*.service")), OF_PROXY]
ALL = [*SERVICES, *UNITS.glob("*.timer")]


def unit(path: Path) -> configparser.ConfigParser:
    told = configparser.ConfigParser(strict=False, interpolation=None)
    told.optionxform = str
    told.read(path)
    return told


def promised() -> dict[str, str]:
    """What docs/hardening.md says that a unit has."""
    text = (ROOT / "docs/hardening.md").read_text()
    (block,) = re.findall(r"```ini\n(.*?)```", text, re.DOTALL)
    return dict(line.split("=", 1) for line in block.splitlines())


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_as_closed_as_the_document_says(path: Path) -> None:
    service = unit(path)["Service"]
    told = {name: service.get(name, "") for name in promised()}
    if path == OF_PROXY:
        # nginx reads what it writes.
        own = {"ReadWritePaths": "/var/lib/trygghetsportalen-generation", "UMask": "0022"}
        assert told == {**promised(), **own}
    else:
        assert told == promised()
    for bound in ("MemoryMax", "CPUWeight", "TasksMax", "LimitNOFILE"):
        assert service[bound]
    assert service["User"] == ("www-data" if path == OF_PROXY else "trygghetsportalen")


@pytest.mark.parametrize("name", ["trygghetsportalen", "trygghetsportalen-worker"])
def test_what_serves_is_started_again_and_waited_for(name: str) -> None:
    told = unit(UNITS / f"{name}.service")
    service = told["Service"]
    # For good: nobody counts how often.
    assert (service["Restart"], told["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
    kills = re.search(r"--workers-kill-timeout (\d+)", service["ExecStart"])
    assert int(service["TimeoutStopSec"]) > (int(kills[1]) if kills else 20)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_systemd_understands_every_unit(path: Path, tmp_path: Path) -> None:
    sections = set(unit(path).sections())
    assert sections <= {"Unit", "Service", "Timer", "Install"}
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        # Then its lines at least are lines of a unit.
        lines = [each for each in path.read_text().splitlines() if each and each[0] not in "#["]
        assert all(re.match(r"[A-Z]\w+=", line) for line in lines)
        return
    for each in ALL:
        # What is not installed here is no fault of the unit.
        programs = r"(/opt/trygghetsportalen/\.venv/bin|/etc/nginx/trygghetsportalen)/[\w-]+(?= )"
        text = re.sub(programs, "/bin/true", each.read_text())
        (tmp_path / each.name).write_text(re.sub(r"(?m)^Documentation=.*$", "", text))
    command = [systemd, "verify", "--man=no", str(tmp_path / path.name)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    about = [line for line in told.stderr.splitlines() if "trygghetsportalen" in line]
    assert (told.returncode, about) == (0, [])


def test_the_backup_is_that_of_the_document() -> None:
    started = unit(UNITS / "trygghetsportalen-backup.service")["Service"]["ExecStart"]
    command = started.removeprefix("/opt/trygghetsportalen/.venv/bin/")
    assert f"\n{command}\n" in (ROOT / "docs/backup.md").read_text()
    assert unit(UNITS / "trygghetsportalen-backup.timer")["Timer"]["OnCalendar"] == "hourly"
