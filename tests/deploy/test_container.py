"""The image and the set of containers, as far as files tell: here is no container engine."""

import os
import re
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.PROJECT_DIR)
IMAGE = (ROOT / "deploy/Containerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def found(pattern: str, text: str) -> str:
    """The one place of a text that looks like this."""
    (place,) = re.findall(pattern, text, re.MULTILINE)
    return str(place)


def copied() -> list[tuple[list[str], str]]:
    """What the image copies from the repository, and where to."""
    lines = re.findall(r"^COPY (.+)$", IMAGE, re.MULTILINE)
    return [(words[:-1], words[-1]) for words in map(str.split, lines)]


def test_the_image_copies_what_exists_and_installs_only_what_is_locked() -> None:
    sources = [source for several, _target in copied() for source in several]
    assert [source for source in sources if not (ROOT / source).exists()] == []
    installs = re.findall(r"pip install (.+?)(?: \\|;)?$", IMAGE, re.MULTILINE)
    assert len(installs) == 3
    for line in installs:
        assert "--require-hashes" in line
        assert found(r"-r ([\w/.]+)", line) in sources


def test_what_is_ignored_leaves_everything_that_is_copied() -> None:
    lines = (ROOT / "deploy/Containerfile.dockerignore").read_text().splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    for several, _target in copied():
        for source in several:
            assert any(
                source.rstrip("/") == each or source.startswith(f"{each}/") for each in let_in
            )


def test_the_image_runs_as_nobody_and_is_asked_how_it_is() -> None:
    assert re.search(r"^USER 10001:10001$", IMAGE, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*\\\n  CMD \[.*deploy/healthy.py", IMAGE, re.MULTILINE)
    assert int(found(r"^ARG BASE=python:3\.(\d+)\.\d+-slim-\w+$", IMAGE)) >= 11
    unit = (ROOT / "deploy/systemd/trygghetsportalen.service").read_text()
    started = found(r"^ExecStart=\S+/(granian .*)$", unit)
    command = found(r"^CMD \[(.*)\]$", IMAGE)
    assert re.findall(r'"([^"]+)"', command) == started.split()


@pytest.mark.thorough
@pytest.mark.processes
def test_what_is_copied_is_enough_and_nothing_is_left_to_collect(tmp_path: Path) -> None:
    for several, target in copied():
        for source in several:
            into = (
                tmp_path
                / "image"
                / (target if len(several) == 1 else f"{target}/{Path(source).name}")
            )
            into.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / source, into, ignore=ignored)
            else:
                shutil.copy2(ROOT / source, into)
    static = tmp_path / "image/static"
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": "site",
        "STATIC_ROOT": str(static),
        "SECOND_STEP": "1",
    }

    def does(*arguments: str, **more: str) -> str:
        ended = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=tmp_path / "image",
            env={**given, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    does("collectstatic", "--no-input", VAR_DIR=str(tmp_path / "build"))
    production = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "a-long-text-that-only-this-test-knows-0123456789-abcdefghij",
        "ALLOWED_HOSTS": "trygghet.example.se",
        "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
        "WAGTAILADMIN_BASE_URL": "https://trygghet.example.se",
        "DEFAULT_FROM_EMAIL": "trygghet@example.se",
        "EMAIL_URL": "smtp://localhost:25",
        "VAR_DIR": str(tmp_path / "var"),
    }
    asking = "from config.founding.static_files import collect_if_needed as c; print(c())"
    assert "collected already" in does("shell", "--no-imports", "-c", asking, **production)


class _Portal(BaseHTTPRequestHandler):
    """Says how it is."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.mark.processes
def test_the_health_check_ends_as_the_server_is(monkeypatch: pytest.MonkeyPatch) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Portal)
    Thread(target=server.serve_forever, daemon=True).start()

    def ended() -> int:
        command = [sys.executable, "deploy/healthy.py"]
        given = {"GRANIAN_PORT": str(server.server_port)}
        return subprocess.run(command, cwd=ROOT, env=given, check=False).returncode

    assert ended() == 0
    monkeypatch.setattr(_Portal, "status", 500)
    assert ended() == 1
    server.shutdown()
    server.server_close()
    assert ended() == 1


def test_the_set_has_every_part() -> None:
    parts = {"prepare", "portal-1", "portal-2", "worker", "postgres", "redis", "nginx"}
    assert parts <= set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_no_part_may_write_or_become_more_than_it_is(name: str) -> None:
    part = SERVICES[name]
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in part
    # The portal's image has a user of its own.
    assert part["image"].startswith("${PORTAL_IMAGE") or part["user"] not in ("0", "0:0", "root")
    assert part["mem_limit"]
    assert part["stop_grace_period"]
    assert part["restart"] == ("no" if name in ("prepare", "backup") else "always")


def test_only_the_proxy_is_reached_from_outside_and_databases_reach_nobody() -> None:
    assert [name for name, part in SERVICES.items() if "ports" in part] == ["nginx"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_no_secret_stands_in_the_environment_of_a_part() -> None:
    for name, part in SERVICES.items():
        for variable in part.get("environment", {}):
            secret = re.search(r"KEY|PASSWORD|SECRET|DATABASE_URL|EMAIL_URL", variable)
            assert not secret or variable.endswith("_FILE"), (name, variable)
        for each in part.get("secrets", []):
            assert each in COMPOSE["secrets"]


def test_the_proxy_asks_the_addresses_that_the_parts_have() -> None:
    asked = re.findall(
        r"^    server ([\d.]+):8000 ",
        (ROOT / "deploy/nginx/in-compose/upstream.conf").read_text(),
        re.MULTILINE,
    )
    parts = [
        SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in ("portal-1", "portal-2")
    ]
    assert asked == parts


def test_files_that_are_mounted_exist() -> None:
    for part in SERVICES.values():
        for each in part.get("volumes", []):
            source = each.partition(":")[0] if isinstance(each, str) else each.get("source", "")
            if source.startswith("."):
                assert (ROOT / "deploy" / source).exists()
            elif source:
                assert source in COMPOSE["volumes"]
