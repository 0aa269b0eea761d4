"""The portal of each host, started as the units of deploy/systemd start it."""

import configparser
import secrets
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.local.hosts import Host
from deploy.local.parts import Part

ROOT = Path(__file__).resolve().parents[2]
_UNITS = ROOT / "deploy/systemd"
# Where the units have the programs of the portal.
_INSTALLED = "/opt/trygghetsportalen/.venv/bin/"


def command_of(unit: str) -> list[str]:
    """Return what a unit starts, with the programs of this environment."""
    told = configparser.ConfigParser(strict=False, interpolation=None)
    told.read(_UNITS / unit)
    here = f"{Path(sys.executable).parent}/"
    return shlex.split(told["Service"]["ExecStart"].replace(_INSTALLED, here))


def environment(folder: Path, *, port: int, database: str, redis: str, mail: str) -> dict[str, str]:
    """Return what every process of the portal is told. Secrets are made once and lie in files."""
    kept = folder / "secrets"
    kept.mkdir(mode=0o700, exist_ok=True)
    for name, content in {
        "secret_key": secrets.token_urlsafe(50),
        "link_key": secrets.token_urlsafe(50),
        "metrics_token": secrets.token_urlsafe(50),
        "database_url": database,
    }.items():
        path = kept / name
        if not path.exists() or name == "database_url":
            path.touch(mode=0o600)
            path.write_text(content)
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PYTHONPATH": str(ROOT / "site"),
        "SECRET_KEY_FILE": str(kept / "secret_key"),
        "LINK_KEY_FILE": str(kept / "link_key"),
        "DATABASE_URL_FILE": str(kept / "database_url"),
        "METRICS_TOKEN_FILE": str(kept / "metrics_token"),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "WAGTAILADMIN_BASE_URL": f"https://127.0.0.1:{port}",
        "DEFAULT_FROM_EMAIL": "trygghet@exempel.se",
        "EMAIL_URL": mail,
        "REDIS_URL": redis,
        "TRUSTED_PROXY_COUNT": "1",
        "FRONT_CACHE": "true",
        "GRANIAN_WORKERS": "2",
    }


class Installation:
    """The portal on one host: a folder for its files, and what is run there."""

    def __init__(self, host: Host, folder: Path, told: Mapping[str, str], *, files: Path) -> None:
        self._host, self._folder = host, folder
        files.mkdir(mode=0o700, exist_ok=True)
        place = {"VAR_DIR": str(files), "GRANIAN_HOST": host.address}
        self._environment = {**told, **place, "GRANIAN_PORT": str(host.port)}

    def server(self) -> Part:
        """The group of processes that serve."""
        return self._part(f"portal-{self._host.name}", command_of("trygghetsportalen.service"))

    def worker(self) -> Part:
        """What sends mail and does the daily jobs."""
        part = self._part("worker", command_of("trygghetsportalen-worker.service"))
        # A mail server may take its time.
        part.patience_s = 30
        return part

    def preparing(self, administrator: str) -> Part:
        """What makes the database one that serves, and collects this host's static files."""
        command = ["manage.py", "prepare", "--production", "--administrator", administrator]
        return self._part(f"prepare-{self._host.name}", [sys.executable, *command])

    def write_manage(self) -> Path:
        """Write the script that stands for `trygghetsportalen-manage` on this host; return it."""
        script = self._folder / f"manage-{self._host.name}"
        script.touch(mode=0o700)
        told = [f"{name}={value}" for name, value in self._environment.items()]
        command = ["env", "--ignore-environment", *told, *self._here([sys.executable, "manage.py"])]
        script.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n')
        return script

    def _part(self, name: str, command: list[str]) -> Part:
        return Part(name, self._here(command), self._folder, self._environment)

    def _here(self, command: list[str]) -> list[str]:
        return [*self._host.begins, "env", f"--chdir={ROOT}", *command]
